import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/application/shared/clock.ts';
import type { Subscriber } from '../../src/application/shared/events/subscriber.ts';
import { success } from '../../src/core/types/result.ts';
import { createPostgresInbox } from '../../src/infrastructure/database/inbox.pg.ts';
import { createPostgresOutbox } from '../../src/infrastructure/database/outbox.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { createInboxDelivery } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import { observeDeliveries } from '../../src/infrastructure/messaging/observed.ts';
import { createRabbitMqBroker } from '../../src/infrastructure/messaging/rabbitmq-broker.ts';
import { createRelay } from '../../src/infrastructure/messaging/relay.ts';
import { createTelemetry } from '../../src/infrastructure/observability/telemetry.ts';
import { createLogger } from '../../src/main/logger.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { kettleBoiled } from '../kit/event-delivery-contract.ts';
import { createTestRabbitMq, shortPausesMs } from '../kit/rabbitmq.ts';
import { startHere } from '../kit/start-here.ts';
import { createMember } from '../kit/team.ts';
import { until } from '../kit/until.ts';

const [traceId, callerId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
const sampled = `00-${traceId}-${callerId}-01`;
const rabbit = await createTestRabbitMq();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.drop();
  await rabbit?.clear([...shortPausesMs, 1000, 5000, 30_000, 300_000, 3_600_000]);
});

/** Telemetry that keeps the traces of callers that are kept, and a log in memory. */
function observe(exports = true) {
  const exporter = new InMemorySpanExporter();
  const telemetry = createTelemetry({
    service: { name: 'almanac', version: 'test' },
    exporter: exports ? exporter : undefined,
    ratio: 0,
    processor: (to) => new SimpleSpanProcessor({ exporter: to }),
  });
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const find = (name: string): ReadableSpan | undefined =>
    exporter.getFinishedSpans().find((span) => span.name === name && span.spanContext().traceId === traceId);
  return { telemetry, lines, find, logger: createLogger('trace', telemetry.logFields, { write }) };
}

/** The ways that an event can take, as settings. */
const ways = [
  ['in process', () => ({})],
  ['through RabbitMQ', () => rabbit && { RABBITMQ_URL: rabbit.url(), RABBITMQ_PREFIX: rabbit.prefix() }],
] as const;

describe.each(ways)('an event that is delivered %s', (way, environment) => {
  test('is a part of the trace of the request that made it', async (context) => {
    const servers = environment();
    if (!servers) return context.skip(`what is delivered ${way} is not tested`);
    const { telemetry, find, logger } = observe();
    const almanac = await startHere({ DATABASE_URL: database.url, ...servers }, logger, telemetry);
    const { headers } = await createMember(almanac.app, `Owner ${way}`.replaceAll(' ', '-'));
    const answer = await almanac.app.inject({
      method: 'POST',
      url: '/api/v1/workspaces',
      headers: { ...headers, traceparent: sampled },
      payload: { name: 'Team' },
    });
    expect(answer.statusCode).toBe(201);
    await until(() => find('deliver workspace.created') !== undefined);
    const [delivery, command] = [find('deliver workspace.created')!, find('command create-workspace')!];
    await almanac.stop();
    expect(delivery.parentSpanContext?.spanId).toBe(command.spanContext().spanId);
  });
});

describe.each([
  ['in process', false],
  ['through RabbitMQ', true],
] as const)('what a subscriber does %s', (way, throughBroker) => {
  test.for([true, false])(
    'tells its trace in the log and in further events; with an exporter: %s',
    async (exports, context) => {
      if (throughBroker && !rabbit) return context.skip(`what is delivered ${way} is not tested`);
      const { telemetry, lines, logger } = observe(exports);
      const connection = database.connect();
      await connection.db.deleteFrom('outbox').execute();
      const { tracing } = telemetry;
      let failures = 1;
      const subscriber: Subscriber = {
        name: 'boil-over',
        events: [kettleBoiled.name],
        async handle({ event, work }) {
          const { kettle } = event.payload as { kettle: string };
          logger.info({ kettle }, 'it boiled');
          if (failures > 0) {
            failures -= 1;
            throw new Error('it leaks');
          }
          if (kettle === 'first') await work.events.record(kettleBoiled.event({ kettle: 'second' }), event);
        },
      };
      const outbox = createPostgresOutbox(connection.db);
      const inbox = createPostgresInbox(connection.db, systemClock, tracing);
      const deliver = observeDeliveries(createInboxDelivery(inbox, [subscriber]), telemetry);
      const broker =
        throughBroker &&
        createRabbitMqBroker({
          url: rabbit!.url(),
          prefix: rabbit!.prefix(),
          prefetch: 1,
          timeoutMs: 5000,
          attempts: 3,
          pausesMs: shortPausesMs,
          log: logger,
          deliver,
          giveUp: async () => {},
        });
      const relay = createRelay({
        outbox,
        deliver: broker ? broker.publish : deliver,
        clock: systemClock,
        log: logger,
        batch: 5,
        leaseMs: 30_000,
        attempts: 5,
        pauseMs: 5,
        idleMs: 5,
      });
      const request = telemetry.begin({ traceparent: sampled });
      await new Promise<void>((done, fail) =>
        request.run(() => {
          createPostgresUnitOfWork(connection.db, systemClock, tracing)
            .run(async ({ events }) => {
              await events.record(kettleBoiled.event({ kettle: 'first' }), {
                requestId: '0b9e1d6a-5c1f-4e0a-9d0e-333333333333',
              });
              return success(undefined);
            })
            .then(() => done(), fail);
        }),
      );
      if (broker) broker.start();
      relay.start();
      await until(() => lines.filter(({ msg }) => msg === 'it boiled').length === 3);
      await relay.stop();
      if (broker) await broker.stop();
      const told = lines.filter(({ msg, event }) => msg === 'it boiled' || event === kettleBoiled.name);
      // Both kettles, the failure of the first one, and that it is tried again.
      expect(told.filter(({ msg }) => msg === 'the delivery of an event is tried again')).toHaveLength(1);
      expect(new Set(told.map(({ trace_id }) => trace_id)), way).toEqual(new Set([traceId]));
      const rows = await connection.db
        .selectFrom('events')
        .select('traceparent')
        .where('name', '=', kettleBoiled.name)
        .orderBy('position', 'desc')
        .limit(2)
        .execute();
      for (const { traceparent } of rows) expect(traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-0[01]$`));
      await connection.close();
    },
  );
});

test('an event that nobody traces is kept without a trace, and delivered all the same', async () => {
  const { telemetry, lines, logger } = observe();
  const almanac = await startHere({ DATABASE_URL: database.url }, logger, telemetry);
  const connection = database.connect();
  await createPostgresUnitOfWork(connection.db, systemClock, telemetry.tracing).run(async ({ events }) => {
    await events.record(kettleBoiled.event({ kettle: 'plain' }), { requestId: '0b9e1d6a-5c1f-4e0a-9d0e-444444444444' });
    return success(undefined);
  });
  await until(async () => (await createPostgresOutbox(connection.db).count()).waiting === 0);
  const [row] = await connection.db.selectFrom('events').select('traceparent').orderBy('position', 'desc').execute();
  expect(row).toEqual({ traceparent: null });
  expect(lines.filter(({ event }) => event === kettleBoiled.name)).toEqual([]);
  await connection.close();
  await almanac.stop();
});
