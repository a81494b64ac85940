import { validationFailed } from '../../core/errors/core-errors.ts';
import { defineError, type Failure } from '../../core/errors/define-error.ts';

/** The workspace has none of this identifier. */
export const exampleNotFound = defineError({
  code: 'example-not-found',
  status: 404,
  title: 'There is no such example',
  help: 'List the examples of the workspace.',
});

/** A value that breaks a rule of examples. */
export type InvalidExample = Failure<'validation-failed'>;

/** Says which value breaks a rule. `pointer` is a JSON pointer (RFC 6901) into what was given. */
export function invalidExample(pointer: string, rule: string): InvalidExample {
  return validationFailed.failure(`${pointer} ${rule}.`, { errors: [{ pointer, detail: rule }] });
}
