import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';

/** Asks for an account. The answer does not tell whether the address had one already (ASVS 5.0, 6.3.8). */
export interface Register extends Command<'register', Result<undefined, Failure<'validation-failed'>>> {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}
