import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RateLimit } from '../../src/application/shared/rate-limits/rate-limiter.ts';
import { createLeasingRateLimiter } from '../../src/infrastructure/rate-limits/leasing-rate-limiter.ts';
import type { PermitStore } from '../../src/infrastructure/rate-limits/permit-store.ts';
import { createMemoryPermitStore } from '../kit/rate-limits.ts';

const begin = Date.UTC(2026, 0, 1);
const limitOf = (most: number): RateLimit => ({ name: 'requests', most, windowMs: 60_000 });

test('however many instances there are, no more are allowed than the limit says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 40 }),
      async (most, instances, turns) => {
        const store = createMemoryPermitStore();
        const limiters = Array.from({ length: instances }, () =>
          createLeasingRateLimiter(store, () => new Date(begin)),
        );
        let allowed = 0;
        for (const turn of turns) {
          const limiter = limiters[turn % instances]!;
          const verdicts = await Promise.all(Array.from({ length: 20 }, () => limiter.take(limitOf(most), 'ada')));
          allowed += verdicts.filter((verdict) => verdict.allowed).length;
          for (const { remaining } of verdicts) expect(remaining).toBeGreaterThanOrEqual(0);
        }
        expect(allowed).toBeLessThanOrEqual(most);
        // One instance alone gives out all of them.
        if (instances === 1) expect(allowed).toBe(Math.min(most, turns.length * 20));
      },
    ),
  );
});

test('a store is asked once for many requests, and each key has permits of its own', async () => {
  const store = createMemoryPermitStore();
  const limiter = createLeasingRateLimiter(store, () => new Date(begin));
  const take = (key: string) => limiter.take(limitOf(5000), key);
  for (let times = 0; times < 100; times += 1) expect((await take('ada')).allowed).toBe(true);
  expect(store.asked()).toBe(1);
  expect((await take('eve')).remaining).toBe(4999);
});

test('of many who come at once one asks the store for them', async () => {
  const store = createMemoryPermitStore();
  const limiter = createLeasingRateLimiter(store, () => new Date(begin));
  await Promise.all(Array.from({ length: 20 }, () => limiter.take(limitOf(5000), 'ada')));
  expect(store.asked()).toBe(1);
});

test('what another instance has given out is given back where all count', async () => {
  const store = createMemoryPermitStore();
  const [one, other] = [0, 1].map(() => createLeasingRateLimiter(store, () => new Date(begin)));
  expect(
    [await one!.take(limitOf(1), 'ada'), await other!.take(limitOf(1), 'ada')].map((each) => each.allowed),
  ).toEqual([true, false]);
  const third = createLeasingRateLimiter(store, () => new Date(begin));
  await third.giveBack(limitOf(1), 'ada');
  expect((await third.take(limitOf(1), 'ada')).allowed).toBe(true);
});

test('whoever is alone is told exactly how many are left', async () => {
  const limiter = createLeasingRateLimiter(createMemoryPermitStore(), () => new Date(begin));
  const left: number[] = [];
  for (let times = 0; times < 120; times += 1) left.push((await limiter.take(limitOf(100), 'ada')).remaining);
  expect(left).toEqual(Array.from({ length: 120 }, (_, index) => Math.max(0, 99 - index)));
});

test('windows that are long over are forgotten, once an hour, and nobody hears of it when that fails', async () => {
  let now = begin;
  const forgotten: number[] = [];
  const store: PermitStore = {
    ...createMemoryPermitStore(),
    async forget(before) {
      forgotten.push(before.getTime());
      throw new Error('the store is away');
    },
  };
  const limiter = createLeasingRateLimiter(store, () => new Date(now));
  const [hour, day] = [3_600_000, 86_400_000];
  for (const at of [0, 1, hour - 1, hour, hour + 1, 2 * hour]) {
    now = begin + at;
    expect((await limiter.take(limitOf(10), 'ada')).allowed).toBe(true);
  }
  expect(forgotten).toEqual([0, hour, 2 * hour].map((at) => begin + at - day));
});

test('a limit of 0 asks the store for nothing', async () => {
  const store = createMemoryPermitStore();
  const limiter = createLeasingRateLimiter(store, () => new Date(begin));
  for (let times = 0; times < 10; times += 1) expect((await limiter.take(limitOf(0), 'ada')).allowed).toBe(true);
  expect(store.asked()).toBe(0);
});
