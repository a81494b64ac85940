import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/application/shared/clock.ts';
import { createPostgresOutbox } from '../../src/infrastructure/database/outbox.pg.ts';
import { BrokerAwayError } from '../../src/infrastructure/messaging/event-broker.ts';
import { encodeEvent } from '../../src/infrastructure/messaging/event-wire.ts';
import type { Deliver } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import type { Outbox } from '../../src/infrastructure/messaging/outbox.ts';
import {
  createRabbitMqBroker,
  type RabbitMqOptions,
  rabbitMqNames,
} from '../../src/infrastructure/messaging/rabbitmq-broker.ts';
import { createRelay } from '../../src/infrastructure/messaging/relay.ts';
import { describeEventDelivery, type EventDelivery, someBoiling } from '../kit/event-delivery-contract.ts';
import { createFaultProxy } from '../kit/fault-proxy.ts';
import { createMemoryOutbox } from '../kit/memory-outbox.ts';
import { createTestRabbitMq, rabbitMqPort, shortPausesMs } from '../kit/rabbitmq.ts';
import { storeEvents } from '../kit/stored-events.ts';
import { until } from '../kit/until.ts';
import { useDatabase } from '../kit/use-database.ts';

const rabbit = await createTestRabbitMq();
const silent = { debug() {}, info() {}, warn() {} };
const database = useDatabase();

beforeEach(async () => {
  await database.db.deleteFrom('outbox').execute();
  await database.db.deleteFrom('dead_letters').execute();
});
afterAll(async () => {
  await rabbit?.clear();
});

const relayOf = (outbox: Outbox, deliver: Deliver, together = false) =>
  createRelay({
    outbox,
    deliver,
    together,
    clock: systemClock,
    log: silent,
    batch: 10,
    leaseMs: 30_000,
    attempts: 3,
    pauseMs: 5,
    idleMs: 5,
  });

const putIntoDatabase: EventDelivery['put'] = (...events) => storeEvents(database, events, { due: true });

describeEventDelivery('an outbox in memory, delivered by its own instance', async (deliver) => {
  const { outbox, add } = createMemoryOutbox();
  const relay = relayOf(outbox, deliver);
  return {
    put: async (...events) => events.forEach(add),
    start: relay.start,
    stop: relay.stop,
    deadLetters: outbox.deadLetters,
    revive: ({ id }) => outbox.revive(id, systemClock()),
  };
});

describeEventDelivery('the outbox in PostgreSQL, delivered by its own instance', async (deliver) => {
  const outbox = createPostgresOutbox(database.db);
  const relay = relayOf(outbox, deliver);
  return {
    put: putIntoDatabase,
    start: relay.start,
    stop: relay.stop,
    deadLetters: outbox.deadLetters,
    revive: ({ id }) => outbox.revive(id, systemClock()),
  };
});

describe.skipIf(rabbit === undefined)('RabbitMQ on 127.0.0.1:5672', () => {
  if (rabbit === undefined) return;
  const brokerOf = (options: Pick<RabbitMqOptions, 'prefix' | 'deliver'> & Partial<RabbitMqOptions>) =>
    createRabbitMqBroker({
      url: rabbit.url(),
      prefetch: 2,
      timeoutMs: 2000,
      attempts: 3,
      pausesMs: shortPausesMs,
      log: silent,
      giveUp: async () => {},
      ...options,
    });

  describeEventDelivery('the outbox in PostgreSQL, delivered through RabbitMQ', async (deliver) => {
    const outbox = createPostgresOutbox(database.db);
    const prefix = rabbit.prefix();
    const giveUp: RabbitMqOptions['giveUp'] = (event, attempts, reason) =>
      outbox.giveUp(event, attempts, reason, systemClock());
    let parts: readonly { stop(): Promise<void> }[] = [];
    return {
      put: putIntoDatabase,
      start() {
        const broker = brokerOf({ prefix, deliver, giveUp });
        const relay = relayOf(outbox, broker.publish, true);
        broker.start();
        relay.start();
        parts = [relay, broker];
      },
      async stop() {
        for (const part of parts) await part.stop();
      },
      deadLetters: outbox.deadLetters,
      revive: ({ id }) => outbox.revive(id, systemClock()),
    };
  });

  test('instances share the work: each event goes to one of them', async () => {
    const prefix = rabbit.prefix();
    const told: string[][] = [[], []];
    const brokers = told.map((mine) =>
      brokerOf({ prefix, deliver: async ({ id }) => void mine.push(id), prefetch: 1 }),
    );
    for (const broker of brokers) broker.start();
    await until(async () => {
      const { consumerCount } = await rabbit.connection
        .queueDeclare({ queue: rabbitMqNames(prefix).work, passive: true })
        .catch(() => ({ consumerCount: 0 }));
      return consumerCount === 2;
    });
    const events = Array.from({ length: 40 }, (_, index) => someBoiling(`${index}`));
    await Promise.all(events.map((event) => brokers[0]!.publish(event)));
    await until(() => told.flat().length === 40);
    expect(new Set(told.flat()).size).toBe(40);
    expect(Math.min(...told.map(({ length }) => length))).toBeGreaterThan(0);
    for (const broker of brokers) await broker.stop();
  });

  test('a message that is no event is put aside, and the others go on', async () => {
    const prefix = rabbit.prefix();
    const names = rabbitMqNames(prefix);
    const told: string[] = [];
    const broker = brokerOf({ prefix, deliver: async ({ id }) => void told.push(id) });
    broker.start();
    await until(() =>
      broker.ping().then(
        () => true,
        () => false,
      ),
    );
    const event = someBoiling('good');
    await broker.publish(event);
    const publisher = rabbit.connection.createPublisher({ confirm: true });
    for (const body of ['no event', encodeEvent({ ...event, version: 0 })])
      await publisher.send({ exchange: names.exchange, routingKey: 'no.event' }, Buffer.from(body));
    await publisher.close();
    await broker.publish(event);
    await until(() => told.length === 2);
    await until(async () => {
      const { messageCount } = await rabbit.connection.queueDeclare({ queue: names.rejected, passive: true });
      return messageCount === 2;
    });
    await broker.stop();
  });

  test('an event for which there is no queue any more does not count as published', async () => {
    const prefix = rabbit.prefix();
    const broker = brokerOf({ prefix, deliver: async () => {} });
    await until(() =>
      broker.ping().then(
        () => true,
        () => false,
      ),
    );
    await broker.publish(someBoiling('first'));
    await rabbit.connection.queueDelete({ queue: rabbitMqNames(prefix).work });
    await expect(broker.publish(someBoiling('second'))).rejects.toThrow('has no queue');
    await broker.stop();
  });

  test('events that wait in RabbitMQ outlive the instances', async () => {
    const prefix = rabbit.prefix();
    const first = brokerOf({ prefix, deliver: async () => {} });
    await until(() =>
      first.ping().then(
        () => true,
        () => false,
      ),
    );
    const event = someBoiling('patient');
    await first.publish(event);
    await first.stop();
    const told: unknown[] = [];
    const second = brokerOf({ prefix, deliver: async (each) => void told.push(each) });
    second.start();
    await until(() => told.length === 1);
    expect(told).toEqual([event]);
    await second.stop();
  });

  test('a connection that is cut again and again loses nothing; one that is away is said to be, at once', async () => {
    const proxy = await createFaultProxy(rabbitMqPort);
    const prefix = rabbit.prefix();
    const told = new Set<string>();
    const broker = brokerOf({ prefix, url: rabbit.url(proxy.port), deliver: async ({ id }) => void told.add(id) });
    broker.start();
    const { outbox, add, rows } = createMemoryOutbox();
    const relay = relayOf(outbox, broker.publish, true);
    relay.start();
    const events = Array.from({ length: 200 }, (_, index) => someBoiling(`${index}`));
    for (const [index, event] of events.entries()) {
      add(event);
      if (index % 50 === 25) {
        await until(() => proxy.connections() > 0 && told.size > index / 2);
        proxy.cut();
      }
    }
    await until(() => told.size === events.length && rows.size === 0);
    await relay.stop();
    expect(await outbox.deadLetters()).toEqual([]);

    await proxy.refuse();
    await until(() =>
      broker.ping().then(
        () => false,
        () => true,
      ),
    );
    const begun = performance.now();
    await expect(broker.publish(someBoiling('away'))).rejects.toThrow(BrokerAwayError);
    expect(performance.now() - begun).toBeLessThan(500);
    await broker.stop();
    await proxy.close();
  });

  test('a broker that takes an event and says nothing counts as away', async () => {
    const proxy = await createFaultProxy(rabbitMqPort);
    const prefix = rabbit.prefix();
    const broker = brokerOf({ prefix, url: rabbit.url(proxy.port), deliver: async () => {}, timeoutMs: 300 });
    await until(() =>
      broker.publish(someBoiling('first')).then(
        () => true,
        () => false,
      ),
    );
    proxy.stall();
    await expect(broker.publish(someBoiling('second'))).rejects.toThrow(BrokerAwayError);
    await broker.stop();
    await proxy.close();
  });
});
