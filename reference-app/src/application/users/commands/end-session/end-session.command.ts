import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { SessionId } from '../../../../domain/users/session.ts';

/** Asks for the end of one of the sessions of whoever asks. */
export interface EndSession extends Command<'end-session', Result<undefined, Failure<'session-not-found'>>> {
  readonly id: SessionId;
}
