import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cache } from '../../src/application/shared/cache/cache.ts';
import type { Clock } from '../../src/application/shared/clock.ts';
import { type CacheProvider, isCacheProvider } from '../../src/core/protocols/cache-provider.ts';
import type { SharedCache } from '../../src/infrastructure/cache/shared-cache.ts';

/** JSON and dates, with keys of every kind. */
export const cacheableValues = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.string({ unit: 'grapheme' }),
    fc.date(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$date', '$$date', '$')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;

const hour = 3_600_000;
let keys = 0;
const someKey = (): string => {
  keys += 1;
  return `key ${keys}`;
};

/** What every cache must do. */
export function describeCacheProvider(name: string, create: () => CacheProvider, runs = 100): void {
  describe(name, () => {
    test('reusable-patterns.txt, Property 6: Cache Round-Trip: gives back a value as it was put in', async () => {
      const cache = create();
      expect(isCacheProvider(cache)).toBe(true);
      await fc.assert(
        fc.asyncProperty(cacheableValues, async (value) => {
          const key = someKey();
          await cache.set(key, value, hour);
          expect(await cache.get(key)).toEqual(value);
        }),
        { numRuns: runs },
      );
    });

    test('gives nothing for a key that it does not have, and for one that was deleted', async () => {
      const cache = create();
      const key = someKey();
      expect(await cache.get(key)).toBeUndefined();
      await cache.delete(key);
      await cache.set(key, 1, hour);
      await cache.delete(key);
      expect(await cache.get(key)).toBeUndefined();
    });

    test('the last value counts, and none that is already over', async () => {
      const cache = create();
      const key = someKey();
      await cache.set(key, 'first', hour);
      await cache.set(key, 'second', hour);
      expect(await cache.get(key)).toBe('second');
      await cache.set(key, 'third', 0);
      expect(await cache.get(key)).toBeUndefined();
    });

    test('a caller who changes a value changes nothing for others', async () => {
      const cache = create();
      const key = someKey();
      const value = { tags: ['a'] };
      await cache.set(key, value, hour);
      value.tags.push('b');
      ((await cache.get(key)) as typeof value).tags.push('c');
      expect(await cache.get(key)).toEqual({ tags: ['a'] });
    });
  });
}

/** What every cache that instances share must do. `create` gives another instance of the same cache each time. */
export function describeSharedCache(name: string, create: (clock: Clock) => SharedCache): void {
  const now = new Date();
  const until = new Date(now.getTime() + hour);
  const clock = () => now;

  describe(name, () => {
    test('one instance reads what another has written, until its time is over', async () => {
      let time = now;
      const [one, other] = [create(() => time), create(() => time)];
      const key = someKey();
      const { stamp, copy } = await one.read(key, ['tag of a time']);
      expect(copy).toBeUndefined();
      await one.write(key, { value: { at: now }, until }, stamp);
      expect((await other.read(key, ['tag of a time'])).copy).toEqual({ value: { at: now }, until });
      time = until;
      expect((await other.read(key, ['tag of a time'])).copy).toBeUndefined();
    });

    test('an invalidation makes void every copy with one of its tags, and no other', async () => {
      const [one, other] = [create(clock), create(clock)];
      const [a, b, c] = [someKey(), someKey(), someKey()];
      const tags = { [a]: ['red'], [b]: ['red', 'blue'], [c]: ['blue'] };
      for (const [key, of] of Object.entries(tags)) {
        await one.write(key, { value: key, until }, (await one.read(key, of)).stamp);
      }
      await other.invalidate(['red', 'green']);
      const left = await Promise.all(Object.entries(tags).map(async ([key, of]) => (await one.read(key, of)).copy));
      expect(left.map((copy) => copy?.value)).toEqual([undefined, undefined, c]);
    });

    test('a copy that was being made while its tag was invalidated never counts', async () => {
      const [one, other] = [create(clock), create(clock)];
      const key = someKey();
      const { stamp } = await one.read(key, ['slow']);
      await other.invalidate(['slow']);
      await one.write(key, { value: 'old', until }, stamp);
      expect((await one.read(key, ['slow'])).copy).toBeUndefined();
      expect((await other.read(key, ['slow'])).copy).toBeUndefined();
    });

    test('tells every instance that listens of each invalidation', async () => {
      const [one, other] = [create(clock), create(clock)];
      const told: (readonly string[])[] = [];
      let arrived = () => {};
      const arrival = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      let stop = () => {};
      await new Promise<void>((resolve) => {
        stop = other.listen({
          invalidated(tags) {
            told.push(tags);
            if (tags.includes('last')) arrived();
          },
          listening: (yes) => (yes ? resolve() : undefined),
        });
      });
      await one.invalidate(['a tag', 'another']);
      await one.invalidate(['last']);
      await arrival;
      expect(told).toEqual([['a tag', 'another'], ['last']]);
      stop();
    });
  });
}

/** What every cache that the application sees must do. `create` gives one that has no copies. */
export function describeCache(name: string, create: () => Promise<Cache>): void {
  const policy = { name: 'kettle', ttlMs: hour, tags: ['kettles'] };

  describe(name, () => {
    test('gives what is loaded, as it is, and what was changed to nobody who asks after it was invalidated', async () => {
      const cache = await create();
      const key = someKey();
      const values = [
        { at: new Date(0), cups: [1] },
        { at: new Date(1), cups: [] },
      ];
      for (const value of values) {
        for (let times = 0; times < 3; times += 1)
          expect(await cache.read({ ...policy, key }, async () => value)).toEqual(value);
        await cache.invalidate(['another', 'kettles']);
      }
    });

    test('keeps copies by their key, and passes on what the source throws', async () => {
      const cache = await create();
      const [one, other] = [someKey(), someKey()];
      expect(await cache.read({ ...policy, key: one }, async () => 1)).toBe(1);
      expect(await cache.read({ ...policy, key: other }, async () => 2)).toBe(2);
      const failing = cache.read({ ...policy, key: someKey() }, () => Promise.reject(new Error('it leaks')));
      await expect(failing).rejects.toThrow('it leaks');
    });

    test('never keeps nothing, nor what is not worth it', async () => {
      const cache = await create();
      const key = someKey();
      expect(await cache.read<unknown>({ ...policy, key }, async () => undefined)).toBeUndefined();
      expect(await cache.read<unknown>({ ...policy, key, keep: () => false }, async () => 'no')).toBe('no');
      expect(await cache.read<unknown>({ ...policy, key }, async () => 'yes')).toBe('yes');
    });
  });
}
