import { expect, test } from 'vitest';
import { createMemorySessionRepository } from '../kit/memory-session-repository.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';
import { createMemoryUserRepository } from '../kit/memory-user-repository.ts';
import { checkSessionModel } from '../kit/session-model.ts';
import { someUser } from '../kit/users.ts';

test('sessions in memory behave as their model, whatever is done in whatever order', async () => {
  let created = 0;
  await checkSessionModel(async () => {
    created += 1;
    const user = someUser();
    const [users, sessions] = [createMemoryUserRepository(user), createMemorySessionRepository()];
    const unitOfWork = createMemoryUnitOfWork({
      users,
      sessions,
    });
    return { parts: { unitOfWork, users, sessions }, user };
  }, 300);
  expect(created).toBe(300);
});
