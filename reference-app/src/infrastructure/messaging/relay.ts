import type { Clock } from '../../application/shared/clock.ts';
import type { Log } from '../../application/shared/log.ts';
import { BrokerAwayError } from './event-broker.ts';
import { traceFields } from './event-trace.ts';
import type { Deliver } from './inbox-delivery.ts';
import type { ClaimedEvent, Outbox } from './outbox.ts';

/** How the relay works. */
export interface RelayOptions {
  readonly outbox: Outbox;
  readonly deliver: Deliver;
  readonly clock: Clock;
  readonly log: Log;
  /** How many events are claimed at once. */
  readonly batch: number;
  /** Whether all that is claimed is delivered together, as is best for a broker, and not one after the other. */
  readonly together?: boolean;
  /** How long a claim holds, in milliseconds. A delivery that takes longer may happen twice, and the inbox sees to it. */
  readonly leaseMs: number;
  /** How often a delivery is tried before it is given up. */
  readonly attempts: number;
  /** The pause before the second attempt, in milliseconds. It doubles with each further one, up to an hour. */
  readonly pauseMs: number;
  /** How long to wait when there is nothing to do, in milliseconds. */
  readonly idleMs: number;
}

/** Delivers what stands in the outbox. Several may run at once, in one process or in many. */
export interface Relay {
  start(): void;
  /** Waits for the delivery that is under way. What is claimed and not begun is free again when its lease is over. */
  stop(): Promise<void>;
  /** Delivers what is due now. Returns how many events were tried. */
  tick(): Promise<number>;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const longestPauseMs = 3_600_000;

/** Makes a relay. */
export function createRelay(options: RelayOptions): Relay {
  const { outbox, deliver, clock, log, batch, leaseMs, attempts, pauseMs, idleMs, together = false } = options;
  let stopping = false;
  let loop: Promise<void> | undefined;
  let wake = (): void => {};

  const deliverOne = async (claimed: ClaimedEvent): Promise<void> => {
    const { event, attempt } = claimed;
    try {
      await deliver(event);
    } catch (error) {
      const reason = reasonOf(error);
      const fields = { eventId: event.id, event: event.name, attempt, reason, ...traceFields(event) };
      if (error instanceof BrokerAwayError) {
        // It is nobody's fault that a broker is away: such an event is never given up.
        log.debug(fields, 'an event waits for the broker');
        return outbox.postpone(claimed, new Date(clock().getTime() + pauseMs), reason);
      }
      if (attempt >= attempts) {
        log.warn(fields, 'the delivery of an event was given up');
        return outbox.bury(claimed, reason, clock());
      }
      log.info(fields, 'the delivery of an event is tried again');
      const pause = Math.min(pauseMs * 2 ** (attempt - 1), longestPauseMs);
      return outbox.postpone(claimed, new Date(clock().getTime() + pause), reason);
    }
    await outbox.settle(claimed);
  };

  const tick = async (): Promise<number> => {
    const claimed = await outbox.claim(batch, leaseMs, clock());
    if (together) {
      const outcomes = await Promise.allSettled(claimed.map(deliverOne));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      return claimed.length;
    }
    for (const each of claimed) {
      if (stopping) break;
      await deliverOne(each);
    }
    return claimed.length;
  };

  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, idleMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    let works = true;
    while (!stopping) {
      try {
        const tried = await tick();
        works = true;
        if (tried > 0) continue;
      } catch (error) {
        // A database that is away is waited for: what is in the outbox stays there.
        if (works) log.warn({ reason: reasonOf(error) }, 'the relay cannot work');
        works = false;
      }
      if (!stopping) await rest();
    }
  };

  return {
    tick,
    start() {
      stopping = false;
      loop = run();
    },
    async stop() {
      stopping = true;
      wake();
      await loop;
    },
  };
}
