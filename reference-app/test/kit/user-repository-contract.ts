import { describe, expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import type { UserRepository } from '../../src/domain/users/user.repository.ts';
import { changePassword } from '../../src/domain/users/user.ts';
import { hashOf, later, someUser } from './users.ts';

/** What every repository of users must do. `create` gives one that holds nothing. */
export function describeUserRepository(name: string, create: () => Promise<UserRepository>): void {
  describe(name, () => {
    test('gives back a user as they were put in, by identifier and by address', async () => {
      const users = await create();
      const user = someUser();
      expect(await users.add(user)).toBe(true);
      expect(await users.find(user.id)).toEqual(user);
      expect(await users.findByEmail(user.email)).toEqual(user);
      expect(await users.find(createIdentifier<'user'>())).toBeUndefined();
      expect(await users.findByEmail(someUser().email)).toBeUndefined();
    });

    test('refuses an address that somebody has, and keeps the first', async () => {
      const users = await create();
      const [first, second] = [someUser(), someUser()];
      await users.add(first);
      expect(await users.add({ ...second, email: first.email })).toBe(false);
      expect(await users.find(second.id)).toBeUndefined();
      expect(await users.findByEmail(first.email)).toEqual(first);
    });

    test('replaces the version before, once', async () => {
      const users = await create();
      const user = someUser();
      await users.add(user);
      const changed = changePassword(user, hashOf('another'), later(1));
      expect(await users.replace(changed)).toBe(true);
      expect(await users.find(user.id)).toEqual(changed);
      expect(await users.replace(changePassword(user, hashOf('a third'), later(2)))).toBe(false);
      expect(await users.find(user.id)).toEqual(changed);
      expect(await users.replace({ ...someUser(), version: 2 })).toBe(false);
    });
  });
}
