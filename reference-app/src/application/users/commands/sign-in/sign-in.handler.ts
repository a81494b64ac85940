import { createOpaqueToken } from '../../../../core/types/opaque-token.ts';
import { failure, success } from '../../../../core/types/result.ts';
import { createEmail } from '../../../../domain/users/email.ts';
import { type SessionLifetimes, startSession } from '../../../../domain/users/session.ts';
import { signInFailed } from '../../../../domain/users/user.errors.ts';
import { sessionStarted } from '../../../../domain/users/user.events.ts';
import type { UserRepository } from '../../../../domain/users/user.repository.ts';
import { changePassword } from '../../../../domain/users/user.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { AccessTokens } from '../../ports/access-tokens.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { SignIn } from './sign-in.command.ts';

/** Begins a session for whoever knows the password. An address that nobody has costs as much time as a wrong password. */
export function createSignInHandler({
  unitOfWork,
  users,
  passwords,
  accessTokens,
  lifetimes,
  clock,
}: {
  unitOfWork: UnitOfWork;
  users: UserRepository;
  passwords: PasswordHasher;
  accessTokens: AccessTokens;
  lifetimes: SessionLifetimes;
  clock: Clock;
}): MessageHandler<SignIn> {
  return async ({ email: address, password, device }, context) => {
    const email = createEmail(address);
    const user = email.ok ? await users.findByEmail(email.value) : undefined;
    const matches = await passwords.verify(password, user?.passwordHash);
    if (!user || !matches) {
      // Written down also when there is no such account, so that the time of the answer does not tell.
      await unitOfWork.run(async ({ audit }) => {
        await audit.record({ action: 'sign-in-refused', subjectId: user?.id }, context);
        return success(undefined);
      });
      return failure(signInFailed.failure('No user has this address and this password.'));
    }
    const stronger = passwords.isOutdated(user.passwordHash) ? await passwords.hash(password) : undefined;
    const now = clock();
    const session = startSession(user.id, device, now, lifetimes);
    const { token, hash } = createOpaqueToken();
    const accessToken = await accessTokens.issue({ userId: user.id, sessionId: session.id });
    return unitOfWork.run(async (work) => {
      if (stronger) await work.users.replace(changePassword(user, stronger, now));
      await work.sessions.add(session, hash);
      await work.events.record(sessionStarted.event({ userId: user.id, sessionId: session.id }), context);
      await work.audit.record({ action: 'signed-in', subjectId: user.id, details: { session: session.id } }, context);
      return success({ accessToken, refreshToken: token, session });
    });
  };
}
