import { serviceUnavailable } from '../../core/errors/core-errors.ts';
import { ApplicationError } from '../../core/errors/define-error.ts';

/** How much of something may be under way, and how much may wait. */
export interface BulkheadLimits {
  readonly concurrent: number;
  readonly queued: number;
}

/** Keeps something expensive from taking the whole service with it (Nygard, "Release It!", 2018, section 5.3). */
export interface Bulkhead {
  /** Runs the work when its turn comes. Throws `service-unavailable` at once when too much waits already. */
  run<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/** Makes a bulkhead. What waits is served in its order. */
export function createBulkhead({ concurrent, queued }: BulkheadLimits): Bulkhead {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (underWay < concurrent) underWay += 1;
      else {
        if (waiting.length >= queued)
          throw new ApplicationError(serviceUnavailable.failure('Too much of this is being done already.'));
        // Whoever ends hands over the place, so the count stays as it is.
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else underWay -= 1;
      }
    },
  };
}
