import type { Query } from '../../../../core/protocols/messages.ts';
import type { Session } from '../../../../domain/users/session.ts';

/** Asks for the sessions of whoever asks that go on, the newest first. */
export type ListSessions = Query<'list-sessions', readonly Session[]>;
