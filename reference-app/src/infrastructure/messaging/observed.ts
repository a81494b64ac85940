import { deadLetterCount, eventDeliveries, outboxWaiting } from '../../application/metrics.ts';
import type { Metrics, Tracing } from '../../application/shared/telemetry.ts';
import type { Deliver } from './inbox-delivery.ts';
import type { Outbox } from './outbox.ts';

/** Delivers as before, and counts each delivery by how it ended. Each is a part of the trace in which the event happened. */
export function observeDeliveries(
  deliver: Deliver,
  { metrics, tracing }: { readonly metrics: Metrics; readonly tracing: Tracing },
): Deliver {
  return (event) =>
    tracing.span(
      `deliver ${event.name}`,
      { 'almanac.event.id': event.id },
      async () => {
        let outcome = 'failed';
        try {
          await deliver(event);
          outcome = 'done';
        } finally {
          metrics.count(eventDeliveries, { event: event.name, outcome });
        }
      },
      event.traceparent,
    );
}

/** Tells, whenever somebody asks, how many events wait and how many were given up. */
export function watchOutbox(outbox: Pick<Outbox, 'count'>, metrics: Metrics): void {
  metrics.watch(outboxWaiting, async () => (await outbox.count()).waiting);
  metrics.watch(deadLetterCount, async () => (await outbox.count()).dead);
}
