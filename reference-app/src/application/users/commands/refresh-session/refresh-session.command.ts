import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { SignedIn } from '../../sign-in-answer.ts';
import type { RefreshSessionError } from './refresh-session.errors.ts';

/** Asks for the next tokens of a session. */
export interface RefreshSession extends Command<'refresh-session', Result<SignedIn, RefreshSessionError>> {
  readonly refreshToken: string;
}
