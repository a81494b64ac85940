import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { SignedIn } from '../../sign-in-answer.ts';

/** Asks for a session. */
export interface SignIn extends Command<'sign-in', Result<SignedIn, Failure<'sign-in-failed'>>> {
  readonly email: string;
  readonly password: string;
  /** What the device calls itself. */
  readonly device: string;
}
