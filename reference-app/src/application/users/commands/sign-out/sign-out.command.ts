import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';

/** Asks for the end of the session in which it is asked. */
export type SignOut = Command<'sign-out', Result<undefined, never>>;
