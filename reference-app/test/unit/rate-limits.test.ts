import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RateLimit } from '../../src/application/shared/rate-limits/rate-limiter.ts';
import { createLeasingRateLimiter } from '../../src/infrastructure/rate-limits/leasing-rate-limiter.ts';
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

test('a limit of 0 asks the store for nothing', async () => {
  const store = createMemoryPermitStore();
  const limiter = createLeasingRateLimiter(store, () => new Date(begin));
  for (let times = 0; times < 10; times += 1) expect((await limiter.take(limitOf(0), 'ada')).allowed).toBe(true);
  expect(store.asked()).toBe(0);
});
