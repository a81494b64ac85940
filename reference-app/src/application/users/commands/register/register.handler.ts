import { success } from '../../../../core/types/result.ts';
import { createEmail } from '../../../../domain/users/email.ts';
import { checkPassword } from '../../../../domain/users/password-policy.ts';
import { userRegistered } from '../../../../domain/users/user.events.ts';
import { checkUserName, createUser } from '../../../../domain/users/user.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { Register } from './register.command.ts';

/** Makes an account, unless the address has one: then nothing happens, and the answer is the same. */
export function createRegisterHandler({
  unitOfWork,
  passwords,
  clock,
}: {
  unitOfWork: UnitOfWork;
  passwords: PasswordHasher;
  clock: Clock;
}): MessageHandler<Register> {
  return async (command, context) => {
    const email = createEmail(command.email);
    if (!email.ok) return email;
    const name = checkUserName(command.name);
    if (!name.ok) return name;
    const password = checkPassword(command.password, email.value);
    if (!password.ok) return password;
    // Before the address is looked up, so that the time of the answer tells nothing either.
    const passwordHash = await passwords.hash(password.value);
    const user = createUser({ email: email.value, name: name.value, passwordHash }, clock());
    return unitOfWork.run(async ({ users, events, audit }) => {
      if (await users.add(user)) {
        await events.record(userRegistered.event({ userId: user.id }), context);
        await audit.record({ action: 'account-made', subjectId: user.id }, context);
      }
      return success(undefined);
    });
  };
}
