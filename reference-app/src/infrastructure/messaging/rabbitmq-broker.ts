import { setImmediate as turn } from 'node:timers/promises';
import { type AsyncMessage, Connection, type Consumer, ConsumerStatus } from 'rabbitmq-client';
import type { Log } from '../../application/shared/log.ts';
import { withTimeout } from '../resilience/timeout.ts';
import { BrokerAwayError, type EventBroker, type GiveUp } from './event-broker.ts';
import { traceFields } from './event-trace.ts';
import { decodeEvent, encodeEvent } from './event-wire.ts';
import type { Deliver } from './inbox-delivery.ts';

/** How RabbitMQ is used. */
export interface RabbitMqOptions {
  /** `amqp://` or `amqps://` and the rest of the address. */
  readonly url: string;
  /** The name of the exchange and of every queue begins with it. */
  readonly prefix: string;
  /** How many events this instance works on at once. As many more are fetched before their turn. */
  readonly prefetch: number;
  /** How long to wait for a connection and for a confirmation, in milliseconds. */
  readonly timeoutMs: number;
  /** How often a delivery is tried before it is given up. */
  readonly attempts: number;
  /** The pauses after each failure, in milliseconds. The last one is used again and again. */
  readonly pausesMs: readonly number[];
  readonly log: Log;
  /** Tells subscribers of an event. */
  readonly deliver: Deliver;
  readonly giveUp: GiveUp;
}

/** The names of what stands in RabbitMQ. */
export interface RabbitMqNames {
  /** Where events are published, by their names. */
  readonly exchange: string;
  /** The queue that the instances work on together. */
  readonly work: string;
  /** Where messages end that are no events. */
  readonly rejected: string;
  /** The queue in which a failed event waits for so many milliseconds. */
  retry(pauseMs: number): string;
}

/** The names that begin with a prefix. */
export function rabbitMqNames(prefix: string): RabbitMqNames {
  return {
    exchange: `${prefix}events`,
    work: `${prefix}work`,
    rejected: `${prefix}rejected`,
    retry: (pauseMs) => `${prefix}retry.${pauseMs}`,
  };
}

/** Which delivery of an event a message is, from 1. */
const attemptHeader = 'x-attempt';

/** Between how many milliseconds a lost connection is tried again; the pause doubles and is left to chance. */
const [retryLow, retryHigh] = [200, 10_000];
/** A connection that is silent for so many seconds is dead. */
const heartbeat = 10;

/**
 * Events through RabbitMQ (AMQP 0-9-1): published with confirmations to a durable exchange, kept in a durable queue that all
 * instances work on, and acknowledged after their subscribers have had them.
 */
export function createRabbitMqBroker(options: RabbitMqOptions): EventBroker {
  const { url, prefix, prefetch, timeoutMs, attempts, pausesMs, log, deliver, giveUp } = options;
  const names = rabbitMqNames(prefix);
  const connection = new Connection({
    url,
    acquireTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    retryLow,
    retryHigh,
    heartbeat,
    connectionName: 'almanac',
  });
  let away = false;
  // Without a listener, a broker that goes away ends the process.
  connection.on('error', (error: Error) => {
    if (!away) log.warn({ reason: error.message }, 'RabbitMQ does not answer');
    away = true;
  });
  connection.on('connection', () => {
    if (away) log.info({}, 'RabbitMQ answers again');
    away = false;
  });

  const exchanges = [{ exchange: names.exchange, type: 'topic', durable: true }];
  const queueBindings = [{ queue: names.work, exchange: names.exchange, routingKey: '#' }];
  const workQueue = {
    queue: names.work,
    durable: true,
    arguments: { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': names.rejected },
  };
  const publisher = connection.createPublisher({
    confirm: true,
    queues: [
      workQueue,
      { queue: names.rejected, durable: true },
      ...[...new Set(pausesMs)].map((pauseMs) => ({
        queue: names.retry(pauseMs),
        durable: true,
        arguments: {
          'x-message-ttl': pauseMs,
          'x-dead-letter-exchange': '',
          'x-dead-letter-routing-key': names.work,
        },
      })),
    ],
    exchanges,
    queueBindings,
  });
  // A message that no queue takes is returned before it is confirmed; the library tells of it one turn later.
  const returned = new Set<string>();
  publisher.on('basic.return', ({ messageId }) => void (messageId !== undefined && returned.add(messageId)));

  const send = async (to: { exchange: string; routingKey: string }, body: Buffer, id: string, attempt: number) => {
    if (!connection.ready) throw new BrokerAwayError();
    // Every message has an id of its own, since one event can be on its way twice.
    const messageId = `${id} ${attempt} ${crypto.randomUUID()}`;
    const envelope = {
      ...to,
      messageId,
      durable: true,
      mandatory: true,
      contentType: 'application/json',
      headers: { [attemptHeader]: attempt },
    };
    try {
      await withTimeout(timeoutMs, () => publisher.send(envelope, body));
    } catch (error) {
      throw new BrokerAwayError({ cause: error });
    }
    await turn();
    if (returned.delete(messageId)) throw new Error(`RabbitMQ has no queue for ${to.routingKey}.`);
  };

  /** The library parses what says that it is JSON, and leaves the rest as it came. */
  const textOf = (body: unknown): string => (Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body));

  const handle = async (message: AsyncMessage): Promise<ConsumerStatus> => {
    const text = textOf(message.body);
    const event = decodeEvent(text);
    if (!event) {
      log.warn({ queue: names.rejected, length: text.length }, 'a message that is no event was put aside');
      return ConsumerStatus.DROP;
    }
    const attempt = Number(message.headers?.[attemptHeader] ?? 1);
    try {
      await deliver(event);
      return ConsumerStatus.ACK;
    } catch (error) {
      const reason = (error as Error).message;
      const fields = { eventId: event.id, event: event.name, attempt, reason, ...traceFields(event) };
      try {
        if (attempt >= attempts) {
          await giveUp(event, attempt, reason);
          log.warn(fields, 'the delivery of an event was given up');
        } else {
          const pauseMs = pausesMs[Math.min(attempt, pausesMs.length) - 1]!;
          await send({ exchange: '', routingKey: names.retry(pauseMs) }, Buffer.from(text), event.id, attempt + 1);
          log.info(fields, 'the delivery of an event is tried again');
        }
        return ConsumerStatus.ACK;
      } catch (second) {
        log.debug({ ...fields, reason: (second as Error).message }, 'an event goes back into its queue');
        return ConsumerStatus.REQUEUE;
      }
    }
  };

  let consumer: Consumer | undefined;
  return {
    publish: (event) =>
      send({ exchange: names.exchange, routingKey: event.name }, Buffer.from(encodeEvent(event)), event.id, 1),
    start() {
      consumer = connection.createConsumer(
        {
          queue: names.work,
          queueOptions: workQueue,
          exchanges,
          queueBindings,
          qos: { prefetchCount: prefetch * 2 },
          concurrency: prefetch,
        },
        handle,
      );
      consumer.on('error', (error: Error) => log.debug({ reason: error.message }, 'the queue is opened again'));
    },
    async stop() {
      try {
        await withTimeout(timeoutMs + 1000, async () => {
          await consumer?.close();
          await publisher.close();
          await connection.close();
        });
      } catch {
        // What was not acknowledged goes back into its queue.
        connection.unsafeDestroy();
      }
    },
    async ping() {
      if (!connection.ready) throw new BrokerAwayError();
    },
  };
}
