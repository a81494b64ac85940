import { describe, expect, test } from 'vitest';
import type { SigningKeyStore } from '../../src/infrastructure/auth/signing-key-store.ts';
import { later } from './users.ts';

/** What every store of signing keys must do. `create` gives an empty one. */
export function describeSigningKeyStore(name: string, create: () => Promise<SigningKeyStore>): void {
  const key = (id: string, second: number) => ({
    id,
    privateKey: `the private part of ${id}`,
    createdAt: later(second),
  });

  describe(name, () => {
    test('lists a key as it was added, and the newest first', async () => {
      const store = await create();
      expect(await store.list(later(0))).toEqual([]);
      await store.add(key('first', 1), later(100), later(0));
      await store.add(key('second', 2), later(100), later(1));
      expect(await store.list(later(3))).toEqual([
        { ...key('second', 2), retiresAt: undefined },
        { ...key('first', 1), retiresAt: later(100) },
      ]);
    });

    test('lists no key whose tokens are not taken any more, and never lets one retire later than it would', async () => {
      const store = await create();
      await store.add(key('first', 1), later(50), later(0));
      await store.add(key('second', 2), later(10), later(1));
      await store.add(key('third', 3), later(20), later(2));
      const ids = async (second: number) => (await store.list(later(second))).map(({ id }) => id);
      expect(await ids(9)).toEqual(['third', 'second', 'first']);
      expect(await ids(10)).toEqual(['third', 'second']);
      expect(await ids(20)).toEqual(['third']);
    });

    test('of several who ask for the next key at once lets one have it', async () => {
      const store = await create();
      const ids = ['a', 'b', 'c', 'd'];
      await Promise.all(ids.map((id) => store.add(key(id, 5), later(100), later(4))));
      expect(await store.list(later(6))).toHaveLength(1);
      await store.add(key('next', 6), later(100), later(5));
      expect((await store.list(later(7))).map(({ id }) => id)[0]).toBe('next');
    });
  });
}
