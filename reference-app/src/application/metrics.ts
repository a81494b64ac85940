import { defineMetric } from '../core/observability/define-metric.ts';

/** From a millisecond to ten seconds. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

/** How long requests take. */
export const requestDuration = defineMetric({
  name: 'almanac_http_request_duration_seconds',
  kind: 'histogram',
  description: 'How long requests take until their answer is sent, in seconds.',
  labels: ['method', 'route', 'status'],
  buckets: seconds,
});

/** How long commands and queries take. */
export const messageDuration = defineMetric({
  name: 'almanac_message_duration_seconds',
  kind: 'histogram',
  description: 'How long commands and queries take, retries included, in seconds.',
  labels: ['kind', 'name', 'outcome'],
  buckets: seconds,
});

/** How reads of the cache end, and how long they take. */
export const cacheReadDuration = defineMetric({
  name: 'almanac_cache_read_duration_seconds',
  kind: 'histogram',
  description:
    'How long reads of the cache take, in seconds: from a near copy, from a shared one, loaded, joined with somebody who loads the same, or failed.',
  labels: ['name', 'outcome'],
  buckets: [0.00005, 0.0002, ...seconds],
});

/** How many near copies there are. */
export const cacheEntries = defineMetric({
  name: 'almanac_cache_entries',
  kind: 'gauge',
  description:
    'Copies in the memory of this instance, also those whose time is over and that nobody has asked for since.',
  labels: [],
});

/** How much near copies take. */
export const cacheBytes = defineMetric({
  name: 'almanac_cache_bytes',
  kind: 'gauge',
  description: 'What these copies take, in bytes, with two for each character.',
  labels: [],
});

/** How many invalidations the shared cache has not heard of. */
export const cacheUntold = defineMetric({
  name: 'almanac_cache_untold_tags',
  kind: 'gauge',
  description: 'Tags that were invalidated and of which the shared cache could not be told yet.',
  labels: [],
});

/** How deliveries of events end. */
export const eventDeliveries = defineMetric({
  name: 'almanac_event_deliveries_total',
  kind: 'counter',
  description: 'Deliveries of events to the subscribers of this instance, by how they ended: done or failed.',
  labels: ['event', 'outcome'],
});

/** How many events wait. */
export const outboxWaiting = defineMetric({
  name: 'almanac_outbox_waiting',
  kind: 'gauge',
  description: 'Events that stand in the outbox.',
  labels: [],
});

/** How many deliveries were given up. */
export const deadLetterCount = defineMetric({
  name: 'almanac_dead_letters',
  kind: 'gauge',
  description: 'Events whose delivery was given up and that nobody has revived.',
  labels: [],
});

/** How many connections to the database there are. */
export const databaseConnections = defineMetric({
  name: 'almanac_database_connections',
  kind: 'gauge',
  description: 'Connections to the database that are open, by their state: used or idle.',
  labels: ['state'],
});

/** How much waits for a connection to the database. */
export const databaseWaiting = defineMetric({
  name: 'almanac_database_waiting',
  kind: 'gauge',
  description: 'Statements and transactions that wait for a connection to the database.',
  labels: [],
});

/** Whether a server is left alone because it has failed. */
export const circuitOpen = defineMetric({
  name: 'almanac_circuit_open',
  kind: 'gauge',
  description:
    'Whether calls of a server are refused because it has failed: 1 when they are, 0.5 during a trial, else 0.',
  labels: ['server'],
});

/** How often the health of something has changed. */
export const healthChanges = defineMetric({
  name: 'almanac_health_changes_total',
  kind: 'counter',
  description: 'How often something that the service needs went away or came back.',
  labels: ['check', 'healthy'],
});
