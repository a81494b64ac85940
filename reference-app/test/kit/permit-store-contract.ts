import { describe, expect, test } from 'vitest';
import type { PermitStore } from '../../src/infrastructure/rate-limits/permit-store.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));
let made = 0;
const someKey = (): string => {
  made += 1;
  return `key-${made}`;
};

/** What every store of permits must do. */
export function describePermitStore(name: string, create: () => PermitStore): void {
  describe(name, () => {
    test('gives out what is asked for at once, or nothing of it', async () => {
      const [store, key] = [create(), someKey()];
      expect(await store.take(key, at(0), 3, 5)).toBe(3);
      expect(await store.take(key, at(0), 3, 5)).toBeUndefined();
      expect(await store.take(key, at(0), 2, 5)).toBe(5);
      expect(await store.take(key, at(0), 1, 5)).toBeUndefined();
      expect(await store.take(someKey(), at(0), 6, 5)).toBeUndefined();
    });

    test('begins anew in the next window, and counts those whose clock is behind in the newest', async () => {
      const [store, key] = [create(), someKey()];
      await store.take(key, at(0), 5, 5);
      expect(await store.take(key, at(1), 4, 5)).toBe(4);
      expect(await store.take(key, at(0), 1, 5)).toBe(5);
      expect(await store.take(key, at(0), 1, 5)).toBeUndefined();
    });

    test('takes one back into the window that it is of, and never more than were taken', async () => {
      const [store, key] = [create(), someKey()];
      await store.take(key, at(0), 1, 5);
      await store.giveBack(key, at(1));
      expect(await store.take(key, at(0), 1, 5)).toBe(2);
      for (let times = 0; times < 4; times += 1) await store.giveBack(key, at(0));
      expect(await store.take(key, at(0), 1, 5)).toBe(1);
    });

    test('of many at once never gives out more than the most', async () => {
      const [store, key] = [create(), someKey()];
      const taken = await Promise.all(Array.from({ length: 40 }, () => store.take(key, at(0), 3, 50)));
      expect(taken.filter((each) => each !== undefined)).toHaveLength(16);
    });

    test('forgets windows that are over', async () => {
      const [store, key] = [create(), someKey()];
      await store.take(key, at(0), 5, 5);
      await store.forget(at(1));
      expect(await store.take(key, at(0), 1, 5)).toBe(1);
    });
  });
}
