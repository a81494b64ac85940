import { randomBytes } from 'node:crypto';
import { createClient } from '@redis/client';

/** Where Redis is looked for. */
export const redisPort = 6379;

/** A part of a Redis that is a test's own: all its keys begin with `prefix`. */
export interface TestRedis {
  readonly url: string;
  readonly prefix: string;
  /** Deletes every key of the prefix. */
  clear(): Promise<void>;
}

/**
 * A prefix of a random name on the local Redis, `undefined` when there is none. Throws then when services are required, so
 * that a machine that should have the server never passes without it.
 */
export async function createTestRedis(port = redisPort): Promise<TestRedis | undefined> {
  const url = `redis://127.0.0.1:${port}`;
  const open = async () => {
    const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 2000 } });
    client.on('error', () => {});
    return client.connect();
  };
  try {
    (await open()).destroy();
  } catch (error) {
    if (process.env.REQUIRE_SERVICES !== '1') {
      console.info(`There is no Redis on 127.0.0.1:${port}: what needs it is not tested.`);
      return undefined;
    }
    throw new Error(`REQUIRE_SERVICES=1, and there is no Redis on 127.0.0.1:${port}: ${String(error)}`);
  }
  const prefix = `almanac_test_${randomBytes(6).toString('hex')}:`;
  return {
    url,
    prefix,
    async clear() {
      const client = await open();
      for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) {
        if (keys.length > 0) await client.del(keys);
      }
      client.destroy();
    },
  };
}
