import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/application/shared/clock.ts';
import type { RateLimit, RateLimiter } from '../../src/application/shared/rate-limits/rate-limiter.ts';

let keys = 0;
const someKey = (): string => {
  keys += 1;
  return `somebody ${keys}`;
};

/** What every limiter must do. `create` gives another instance each time, that counts where the others count. */
export function describeRateLimiter(name: string, create: (clock: Clock) => RateLimiter): void {
  const begin = Date.UTC(2026, 0, 1);
  const limitOf = (most: number): RateLimit => ({ name: 'requests', most, windowMs: 60_000 });

  describe(name, () => {
    test('allows as many in a window as the limit says, for all instances together', async () => {
      const [one, other] = [create(() => new Date(begin)), create(() => new Date(begin))];
      const key = someKey();
      const takes = Array.from({ length: 80 }, (_, index) => (index % 2 === 0 ? one : other).take(limitOf(40), key));
      const allowed = (await Promise.all(takes)).filter((verdict) => verdict.allowed);
      expect(allowed.length).toBeLessThanOrEqual(40);
      expect(allowed.length).toBeGreaterThan(30);
      expect(allowed[0]!.resetsAt).toEqual(new Date(begin + 60_000));
      expect((await one.take(limitOf(40), someKey())).allowed).toBe(true);
    });

    test('begins anew with the next window, and with one that is given back', async () => {
      let now = begin;
      const limiter = create(() => new Date(now));
      const key = someKey();
      const take = async () => (await limiter.take(limitOf(2), key)).allowed;
      expect([await take(), await take(), await take()]).toEqual([true, true, false]);
      await limiter.giveBack(limitOf(2), key);
      expect([await take(), await take()]).toEqual([true, false]);
      now += 60_000;
      expect([await take(), await take(), await take()]).toEqual([true, true, false]);
    });

    test('takes a limit of 0 for none', async () => {
      const limiter = create(() => new Date(begin));
      const key = someKey();
      await limiter.giveBack(limitOf(0), key);
      for (let times = 0; times < 10; times += 1) expect((await limiter.take(limitOf(0), key)).allowed).toBe(true);
    });
  });
}
