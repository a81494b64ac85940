import { success } from '../../../../core/types/result.ts';
import { sessionEnded } from '../../../../domain/users/user.events.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { SignOut } from './sign-out.command.ts';

/** Ends the session of whoever asks. */
export function createSignOutHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<SignOut> {
  return (_command, context) =>
    unitOfWork.run(async ({ sessions, events, audit }) => {
      const { sessionId, userId } = actorOf(context);
      const reason = 'signed-out';
      if (await sessions.end(sessionId, userId, reason, clock()))
        await events.record(sessionEnded.event({ userId, sessionId, reason }), context);
      await audit.record({ action: 'signed-out', subjectId: userId }, context);
      return success(undefined);
    });
}
