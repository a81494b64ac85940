import { copyRules } from '../../application/copies.ts';
import { cacheBytes, cacheEntries, cacheReadDuration, cacheUntold, circuitOpen } from '../../application/metrics.ts';
import { forgetAfterCommit } from '../../application/shared/cache/forget-copies.ts';
import { createMemoryCache } from '../../infrastructure/cache/memory-cache.ts';
import { createRedisSharedCache } from '../../infrastructure/cache/redis-shared-cache.ts';
import { noSharedCache } from '../../infrastructure/cache/shared-cache.ts';
import { createTwoLevelCache } from '../../infrastructure/cache/two-level-cache.ts';
import { createPostgresUnitOfWork } from '../../infrastructure/database/unit-of-work.pg.ts';
import type { Ground, Registrations } from '../services.ts';

/** The longest time of any copy in milliseconds, and how much of it is left to chance. */
const [longestCopyMs, copyJitter] = [3_600_000, 0.2];
/** How the state of a circuit is shown. */
const circuitValues = { closed: 0, 'half-open': 0.5, open: 1 } as const;

/**
 * The copies of this instance and those of all, and the unit of work that forgets the old ones. The client of Redis is loaded
 * only for settings that name one: it is a fifth of what a start loads.
 */
export async function cacheServices({
  values,
  logger,
  telemetry,
}: Ground): Promise<Registrations<'redis' | 'nearCopies' | 'cache' | 'copyRules' | 'unitOfWork'>> {
  const client = values.redisUrl && (await import('../../infrastructure/cache/redis-connection.ts'));
  return {
    redis: {
      create: ({ clock }) =>
        values.redisUrl &&
        client?.connectRedis({ url: values.redisUrl.reveal(), timeoutMs: values.redisTimeoutMs, clock, log: logger }),
      start: async (redis) => {
        if (redis)
          telemetry.metrics.watch(circuitOpen, async () => circuitValues[redis.circuit()], { server: 'redis' });
      },
      stop: async (redis) => redis?.close(),
      health: async (redis) => redis?.ping(),
    },
    nearCopies: {
      create: ({ clock }) =>
        createMemoryCache({ entries: values.cacheEntries, bytes: values.cacheMegabytes * 2 ** 20, clock }),
      start: async ({ state }) => {
        telemetry.metrics.watch(cacheEntries, async () => state().entries);
        telemetry.metrics.watch(cacheBytes, async () => state().bytes);
      },
    },
    cache: {
      create: ({ nearCopies, redis, clock, logger: log }) =>
        createTwoLevelCache({
          near: nearCopies,
          shared: redis
            ? createRedisSharedCache({ redis, prefix: values.redisPrefix, clock, longestTtlMs: longestCopyMs })
            : noSharedCache,
          clock,
          log,
          jitter: copyJitter,
          random: Math.random,
          onRead: ({ name, outcome, ms }) => telemetry.metrics.measure(cacheReadDuration, ms / 1000, { name, outcome }),
        }),
      start: async ({ untold }) => telemetry.metrics.watch(cacheUntold, async () => untold()),
      stop: async (cache) => cache.close(),
    },
    copyRules: { create: () => copyRules({ itemTtlMs: values.cacheItemSeconds * 1000 }) },
    unitOfWork: {
      create: ({ database, clock, cache, copyRules: { touched }, telemetry: { tracing } }) =>
        forgetAfterCommit(createPostgresUnitOfWork(database.db, clock, tracing), cache, touched),
    },
  };
}
