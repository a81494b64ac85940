import { setTimeout as wait } from 'node:timers/promises';
import { warmCopies } from '../../application/shared/cache/warm-copies.ts';
import { createWarmingBus } from '../buses.ts';
import type { Ground, Registrations } from '../services.ts';

/** How many answers are read at the same time, and how long it may take, in milliseconds: a start must not wait for copies. */
const [atOnce, limitMs] = [4, 1000];
/** How long to wait until the other instances are heard, in milliseconds. */
const hearingMs = 300;
/** Asks in nobody's name, and for no request. */
const nobody = { requestId: '00000000-0000-4000-8000-000000000000' };

/** Answers that are read into copies before the service takes requests. */
export function warmingServices({ values, logger, purpose }: Ground): Registrations<'warming'> {
  return {
    warming: {
      create: (services) => ({
        async warm() {
          const { cache, copyRules, eventStore } = services;
          try {
            const end = performance.now() + hearingMs;
            while (!cache.hears() && performance.now() < end) await wait(5);
            // Until the others are heard, this instance uses no copies of its own.
            if (!cache.hears()) return;
            const queries = createWarmingBus(services);
            const report = await warmCopies({
              events: await eventStore.latest(values.cacheWarmEvents),
              likely: copyRules.likely,
              ask: (query) => queries.ask(query, nobody),
              atOnce,
              limitMs,
            });
            logger.debug({ ...report }, 'answers were read into copies');
          } catch (error) {
            logger.warn({ reason: (error as Error).message }, 'no answers were read into copies');
          }
        },
      }),
      start: async ({ warm }) => {
        if (purpose === 'service' && values.cacheWarmEvents > 0) await warm();
      },
    },
  };
}
