import type { SessionRepository } from '../../../../domain/users/session.repository.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { ListSessions } from './list-sessions.query.ts';

/** Lists the sessions of whoever asks. */
export function createListSessionsHandler({
  sessions,
  clock,
}: {
  sessions: SessionRepository;
  clock: Clock;
}): MessageHandler<ListSessions> {
  return async (_query, context) => sessions.listLive(actorOf(context).userId, clock());
}
