import { preconditionFailed } from '../../../../core/errors/core-errors.ts';
import { failure, success } from '../../../../core/types/result.ts';
import { checkPassword } from '../../../../domain/users/password-policy.ts';
import { signInFailed } from '../../../../domain/users/user.errors.ts';
import { userPasswordChanged } from '../../../../domain/users/user.events.ts';
import type { UserRepository } from '../../../../domain/users/user.repository.ts';
import { changePassword } from '../../../../domain/users/user.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { ChangePassword } from './change-password.command.ts';

/** Changes the password of whoever asks, and ends all their other sessions (ASVS 5.0, 7.4.3). */
export function createChangePasswordHandler({
  unitOfWork,
  users,
  passwords,
  clock,
}: {
  unitOfWork: UnitOfWork;
  users: UserRepository;
  passwords: PasswordHasher;
  clock: Clock;
}): MessageHandler<ChangePassword> {
  return async ({ currentPassword, newPassword }, context) => {
    const { userId, sessionId } = actorOf(context);
    const user = await users.find(userId);
    const matches = await passwords.verify(currentPassword, user?.passwordHash);
    if (!user || !matches) return failure(signInFailed.failure('The present password is another one.'));
    const checked = checkPassword(newPassword, user.email);
    if (!checked.ok) return checked;
    const hash = await passwords.hash(checked.value);
    return unitOfWork.run(async (work) => {
      const now = clock();
      if (!(await work.users.replace(changePassword(user, hash, now))))
        return failure(preconditionFailed.failure('The account was changed at the same time.'));
      await work.sessions.endOthers(userId, sessionId, 'password-changed', now);
      await work.events.record(userPasswordChanged.event({ userId, sessionId }), context);
      await work.audit.record({ action: 'password-changed', subjectId: userId }, context);
      return success(undefined);
    });
  };
}
