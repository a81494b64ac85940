import type { Clock } from '../../application/shared/clock.ts';
import { isUnlimited, type RateLimit, type RateLimiter } from '../../application/shared/rate-limits/rate-limiter.ts';
import { keepRecent } from '../auth/recent.ts';
import type { PermitStore } from './permit-store.ts';

/** The permits of one key that this instance has in hand. */
interface Lease {
  readonly windowStart: number;
  /** How many it may still give out. */
  left: number;
  /** How many all instances had taken when it last asked. */
  taken: number;
  /** Another request that is asking for more just now. */
  asking: Promise<void> | undefined;
}

/** How many keys are remembered. One that is forgotten asks the store again. */
const remembered = 10_000;
/** A limit is leased in this many parts, so that a request seldom has to ask, and little is out of reach of others. */
const parts = 50;
/** How long windows are kept that are over, and how often they are forgotten, in milliseconds. */
const [keptMs, sweepMs] = [86_400_000, 3_600_000];

/**
 * Counts in a store that all instances share, in leases: an instance takes several permits at once and gives them out
 * itself. What is given out is always taken before, so that all together never allow more than a limit.
 */
export function createLeasingRateLimiter(store: PermitStore, clock: Clock): RateLimiter {
  const leases = keepRecent<Lease>(remembered);
  let sweptAt = 0;

  const leaseOf = (name: string, windowStart: number): Lease => {
    const known = leases.get(name);
    if (known?.windowStart === windowStart) return known;
    const lease: Lease = { windowStart, left: 0, taken: 0, asking: undefined };
    leases.set(name, lease);
    return lease;
  };

  const ask = async (lease: Lease, name: string, most: number): Promise<void> => {
    const start = new Date(lease.windowStart);
    for (const count of new Set([Math.max(1, Math.floor(most / parts)), 1])) {
      const taken = await store.take(name, start, count, most);
      if (taken === undefined) continue;
      lease.left += count;
      lease.taken = taken;
      return;
    }
    lease.taken = most;
  };

  const sweep = (now: number): void => {
    if (now - sweptAt < sweepMs) return;
    sweptAt = now;
    // Nobody waits for it, and the next one makes up for one that fails.
    store.forget(new Date(now - keptMs)).catch(() => {});
  };

  const windowOf = ({ windowMs }: RateLimit, now: number): number => Math.floor(now / windowMs) * windowMs;

  return {
    async take(limit, key) {
      const now = clock().getTime();
      const windowStart = windowOf(limit, now);
      const resetsAt = new Date(windowStart + limit.windowMs);
      if (isUnlimited(limit)) return { limit, allowed: true, remaining: 0, resetsAt };
      const name = `${limit.name}:${key}`;
      const lease = leaseOf(name, windowStart);
      while (lease.left === 0 && lease.taken < limit.most) {
        lease.asking ??= ask(lease, name, limit.most).finally(() => {
          lease.asking = undefined;
        });
        await lease.asking;
      }
      sweep(now);
      const allowed = lease.left > 0;
      if (allowed) lease.left -= 1;
      return { limit, allowed, remaining: limit.most - lease.taken + lease.left, resetsAt };
    },
    async giveBack(limit, key) {
      if (isUnlimited(limit)) return;
      const name = `${limit.name}:${key}`;
      const windowStart = windowOf(limit, clock().getTime());
      const lease = leases.get(name);
      // What was in hand here, this instance gives out again.
      if (lease?.windowStart === windowStart) lease.left += 1;
      else await store.giveBack(name, new Date(windowStart));
    },
  };
}
