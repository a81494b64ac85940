import { systemClock } from '../../src/application/shared/clock.ts';
import { createLeasingRateLimiter } from '../../src/infrastructure/rate-limits/leasing-rate-limiter.ts';
import type { PermitStore } from '../../src/infrastructure/rate-limits/permit-store.ts';
import type { HttpRateLimits } from '../../src/interface/http/middleware/rate-limits.ts';

const off = { name: 'off', most: 0, windowMs: 1000 };

/** Permits in memory, with the contract of those in PostgreSQL, and how often they were asked for. */
export function createMemoryPermitStore(): PermitStore & { readonly asked: () => number } {
  const rows = new Map<string, { start: number; taken: number }>();
  let asked = 0;
  return {
    asked: () => asked,
    async take(key, windowStart, count, most) {
      asked += 1;
      const row = rows.get(key);
      const isNewer = !row || windowStart.getTime() > row.start;
      const taken = (isNewer ? 0 : row.taken) + count;
      if (taken > most) return undefined;
      rows.set(key, { start: isNewer ? windowStart.getTime() : row.start, taken });
      return taken;
    },
    async giveBack(key, windowStart) {
      const row = rows.get(key);
      if (row && row.start === windowStart.getTime() && row.taken > 0) row.taken -= 1;
    },
    async forget(before) {
      for (const [key, { start }] of rows) if (start < before.getTime()) rows.delete(key);
    },
  };
}

/** An interface without limits. */
export const noLimits: HttpRateLimits = {
  limiter: createLeasingRateLimiter(createMemoryPermitStore(), systemClock),
  requests: off,
  signInsOfAccount: off,
  signInsOfAddress: off,
};
