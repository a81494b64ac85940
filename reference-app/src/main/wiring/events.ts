import { forgetOnDelivery } from '../../application/shared/cache/forget-copies.ts';
import { recordActivity } from '../../application/workspaces/events/record-activity.ts';
import { createPostgresEventStore } from '../../infrastructure/database/event-store.pg.ts';
import { createPostgresInbox } from '../../infrastructure/database/inbox.pg.ts';
import { createPostgresOutbox } from '../../infrastructure/database/outbox.pg.ts';
import { createInboxDelivery } from '../../infrastructure/messaging/inbox-delivery.ts';
import { observeDeliveries, watchOutbox } from '../../infrastructure/messaging/observed.ts';
import { createRelay } from '../../infrastructure/messaging/relay.ts';
import type { Ground, Registrations } from '../services.ts';

/** How many events one relay claims at once, how long they are its own, and the first pause after a failure. */
const [eventsAtOnce, eventLeaseMs, eventPauseMs] = [20, 30_000, 1000];
/** The pauses of an event whose delivery through a broker failed, in milliseconds. */
const brokerPausesMs = [1000, 5000, 30_000, 300_000, 3_600_000];
/**
 * What becomes of events: where they wait, who is told of them, and by whom. The client of RabbitMQ is loaded only for
 * settings that name one.
 */
export async function eventServices({
  values,
  telemetry,
  purpose,
}: Ground): Promise<Registrations<'outbox' | 'inbox' | 'eventStore' | 'subscribers' | 'deliver' | 'broker' | 'relay'>> {
  const serves = purpose === 'service';
  const client = values.rabbitMqUrl && (await import('../../infrastructure/messaging/rabbitmq-broker.ts'));
  return {
    outbox: {
      create: ({ database }) => createPostgresOutbox(database.db),
      start: async (outbox) => watchOutbox(outbox, telemetry.metrics),
    },
    inbox: {
      create: ({ database, clock, telemetry: { tracing } }) => createPostgresInbox(database.db, clock, tracing),
    },
    eventStore: { create: ({ database }) => createPostgresEventStore(database.db) },
    subscribers: { create: () => [recordActivity] },
    deliver: {
      create: ({ inbox, subscribers, cache, copyRules: { touched }, telemetry: observed }) =>
        observeDeliveries(forgetOnDelivery(createInboxDelivery(inbox, subscribers), cache, touched), observed),
    },
    broker: {
      create: ({ outbox, deliver, clock, logger: log }) =>
        (serves || undefined) &&
        values.rabbitMqUrl &&
        client?.createRabbitMqBroker({
          url: values.rabbitMqUrl.reveal(),
          prefix: values.rabbitMqPrefix,
          prefetch: values.rabbitMqPrefetch,
          timeoutMs: values.rabbitMqTimeoutMs,
          attempts: values.eventAttempts,
          pausesMs: brokerPausesMs,
          log,
          deliver,
          giveUp: (event, attempts, reason) => outbox.giveUp(event, attempts, reason, clock()),
        }),
      start: async (broker) => broker?.start(),
      stop: async (broker) => broker?.stop(),
      health: async (broker) => broker?.ping(),
    },
    relay: {
      create: ({ outbox, deliver, broker, clock, logger: log }) =>
        createRelay({
          outbox,
          deliver: broker?.publish ?? deliver,
          together: broker !== undefined,
          clock,
          log,
          batch: eventsAtOnce,
          leaseMs: eventLeaseMs,
          attempts: values.eventAttempts,
          pauseMs: eventPauseMs,
          idleMs: values.eventPollMs,
        }),
      start: async (relay) => (serves ? relay.start() : undefined),
      stop: (relay) => relay.stop(),
    },
  };
}
