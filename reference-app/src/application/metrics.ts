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

/** How reads of the cache end. */
export const cacheReads = defineMetric({
  name: 'almanac_cache_reads_total',
  kind: 'counter',
  description: 'Reads of the cache: from a near copy, from a shared one, or loaded.',
  labels: ['outcome'],
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
