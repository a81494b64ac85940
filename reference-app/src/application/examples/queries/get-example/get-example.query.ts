import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Query } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Example, ExampleId } from '../../../../domain/examples/example.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** Asks for one. */
export interface GetExample extends Query<'get-example', Result<Example, Failure<'example-not-found'>>>, InWorkspace {
  readonly id: ExampleId;
}
