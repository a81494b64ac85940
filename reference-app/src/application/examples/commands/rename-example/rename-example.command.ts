import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Example, ExampleId } from '../../../../domain/examples/example.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** What can go wrong when one is renamed. */
export type RenameExampleError =
  | Failure<'example-not-found'>
  | Failure<'precondition-failed'>
  | Failure<'validation-failed'>;

/** Asks for another name of one version. */
export interface RenameExample extends Command<'rename-example', Result<Example, RenameExampleError>>, InWorkspace {
  readonly id: ExampleId;
  readonly name: string;
  /** The version that the change was made from. It is refused when another one is stored. */
  readonly expectedVersion: number;
}
