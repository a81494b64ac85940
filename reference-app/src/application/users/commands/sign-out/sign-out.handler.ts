import { success } from '../../../../core/types/result.ts';
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
    unitOfWork.run(async ({ sessions, audit }) => {
      const { sessionId, userId } = actorOf(context);
      await sessions.end(sessionId, userId, 'signed-out', clock());
      await audit.record({ action: 'signed-out', subjectId: userId }, context);
      return success(undefined);
    });
}
