import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Example } from '../../../../domain/examples/example.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** Asks for a new one. */
export interface CreateExample
  extends Command<'create-example', Result<Example, Failure<'validation-failed'>>>,
    InWorkspace {
  readonly name: string;
}
