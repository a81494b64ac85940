import { failure, success } from '../../../../core/types/result.ts';
import { sessionNotFound } from '../../../../domain/users/user.errors.ts';
import { sessionEnded } from '../../../../domain/users/user.events.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { EndSession } from './end-session.command.ts';

/** Ends a session of whoever asks. One of somebody else is not found, as if it were none. */
export function createEndSessionHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<EndSession> {
  return ({ id }, context) =>
    unitOfWork.run(async ({ sessions, events, audit }) => {
      const { userId } = actorOf(context);
      const reason = 'ended-by-user';
      if (!(await sessions.end(id, userId, reason, clock())))
        return failure(sessionNotFound.failure(`You have no session ${id} that goes on.`));
      await events.record(sessionEnded.event({ userId, sessionId: id, reason }), context);
      await audit.record({ action: 'session-ended', subjectId: userId, details: { session: id } }, context);
      return success(undefined);
    });
}
