import type { UserRepository } from '../../src/domain/users/user.repository.ts';
import type { User } from '../../src/domain/users/user.ts';
import { undoable } from './undo.ts';

/** Users in memory, with the contract of the repository in PostgreSQL. */
export function createMemoryUserRepository(...given: readonly User[]): UserRepository & {
  readonly stored: ReadonlyMap<string, User>;
} {
  const stored = new Map<string, User>(given.map((user) => [user.id, user]));
  return {
    ...undoable(stored),
    stored,
    async add(user) {
      if ([...stored.values()].some(({ email }) => email === user.email)) return false;
      stored.set(user.id, user);
      return true;
    },
    find: async (id) => stored.get(id),
    findByEmail: async (email) => [...stored.values()].find((user) => user.email === email),
    async replace(user) {
      if (stored.get(user.id)?.version !== user.version - 1) return false;
      stored.set(user.id, user);
      return true;
    },
  };
}
