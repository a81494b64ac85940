import { randomBytes } from 'node:crypto';
import { Connection } from 'rabbitmq-client';
import { rabbitMqNames } from '../../src/infrastructure/messaging/rabbitmq-broker.ts';

/** Where RabbitMQ is looked for. */
export const rabbitMqPort = 5672;
/** The pauses of failed deliveries in tests, in milliseconds. */
export const shortPausesMs = [5, 10];

/** A RabbitMQ in which a test has names of its own. */
export interface TestRabbitMq {
  url(port?: number): string;
  /** A prefix that nobody else has. */
  prefix(): string;
  /** For looking into queues, and putting things there that do not belong. */
  readonly connection: Connection;
  /** Deletes what stands under the prefixes that were given out, and closes the connection. */
  clear(pausesMs?: readonly number[]): Promise<void>;
}

/**
 * The local RabbitMQ, `undefined` when there is none. Throws then when services are required, so that a machine that should
 * have the server never passes without it. The management interface of a stock RabbitMQ is off, and without it nobody can make
 * a virtual host: so tests take the default one, and names that are theirs alone.
 */
export async function createTestRabbitMq(port = rabbitMqPort): Promise<TestRabbitMq | undefined> {
  const url = (at = port): string => `amqp://guest:guest@127.0.0.1:${at}`;
  const connection = new Connection({ url: url(), connectionTimeout: 5000, acquireTimeout: 5000 });
  let reason: Error | undefined;
  connection.on('error', (error) => {
    reason = error as Error;
  });
  try {
    await connection.onConnect(5000);
  } catch (error) {
    connection.unsafeDestroy();
    const why = String(reason ?? error);
    if (process.env.REQUIRE_SERVICES !== '1') {
      console.info(`There is no RabbitMQ on 127.0.0.1:${port}: what needs it is not tested.`);
      return undefined;
    }
    throw new Error(`REQUIRE_SERVICES=1, and there is no RabbitMQ on 127.0.0.1:${port} for guest: ${why}`);
  }
  const prefixes: string[] = [];
  return {
    url,
    connection,
    prefix() {
      const prefix = `almanac_test_${randomBytes(6).toString('hex')}.`;
      prefixes.push(prefix);
      return prefix;
    },
    async clear(pausesMs = shortPausesMs) {
      for (const prefix of prefixes) {
        const names = rabbitMqNames(prefix);
        for (const queue of [names.work, names.rejected, ...pausesMs.map(names.retry)])
          await connection.queueDelete({ queue });
        await connection.exchangeDelete({ exchange: names.exchange });
      }
      await connection.close();
    },
  };
}
