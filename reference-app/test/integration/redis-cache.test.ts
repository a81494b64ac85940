import { afterAll, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/application/shared/clock.ts';
import { createMemoryCache } from '../../src/infrastructure/cache/memory-cache.ts';
import { createRedisCache } from '../../src/infrastructure/cache/redis-cache.ts';
import { connectRedis, type RedisConnection } from '../../src/infrastructure/cache/redis-connection.ts';
import { createRedisSharedCache } from '../../src/infrastructure/cache/redis-shared-cache.ts';
import { createTwoLevelCache } from '../../src/infrastructure/cache/two-level-cache.ts';
import { describeCache, describeCacheProvider, describeSharedCache } from '../kit/cache-contract.ts';
import { createTestCache } from '../kit/caches.ts';
import { createFaultProxy, type FaultProxy } from '../kit/fault-proxy.ts';
import { createTestRedis, redisPort } from '../kit/redis.ts';
import { until } from '../kit/until.ts';

const redis = await createTestRedis();
const silent = { debug() {}, info() {}, warn() {} };
const clock: Clock = () => new Date();
const connections: RedisConnection[] = [];
const caches: { close(): void }[] = [];
const open = (url: string, timeoutMs = 2000): RedisConnection => {
  const connection = connectRedis({ url, timeoutMs, clock, log: silent });
  connections.push(connection);
  return connection;
};
const answers = (connection: RedisConnection) =>
  until(() =>
    connection.ping().then(
      () => true,
      () => false,
    ),
  );
let parts = 0;
const somePrefix = (): string => {
  parts += 1;
  return `${redis!.prefix}${parts}:`;
};

afterAll(async () => {
  for (const cache of caches) cache.close();
  for (const connection of connections) await connection.close();
  await redis?.clear();
});

describe.skipIf(redis === undefined)('Redis on 127.0.0.1:6379', async () => {
  if (redis === undefined) return;
  const connection = open(redis.url);
  await answers(connection);
  describeCacheProvider('a cache in Redis', () => createRedisCache({ redis: connection, prefix: somePrefix() }), 50);
  const shared = somePrefix();
  describeSharedCache('a cache that is shared in Redis', (time) =>
    createRedisSharedCache({ redis: connection, prefix: shared, clock: time, longestTtlMs: 3_600_000 }),
  );

  describeCache('the cache of an instance with Redis', async () => {
    const prefix = somePrefix();
    const cache = createTestCache({
      shared: createRedisSharedCache({ redis: connection, prefix, clock, longestTtlMs: 3_600_000 }),
      clock,
    });
    caches.push(cache);
    await until(cache.hears);
    return cache;
  });

  test('reusable-patterns.txt, Property 7: Cache TTL Expiration: Redis itself forgets a copy when its time is over', async () => {
    const prefix = somePrefix();
    const cache = createRedisCache({ redis: connection, prefix });
    await cache.set('short', 1, 30);
    await cache.set('long', 1, 60_000);
    await until(async () => (await cache.get('short')) === undefined);
    expect(await cache.get('long')).toBe(1);
    const left = await connection.ask((client) => client.pTTL(`${prefix}long`));
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  test('a connection that is closed on purpose is not said to be away', async () => {
    const said: string[] = [];
    const log = { ...silent, warn: (_fields: object, message: string) => void said.push(message) };
    const closed = connectRedis({ url: redis.url, timeoutMs: 2000, clock, log });
    await answers(closed);
    const client = await closed.ask(async (given) => given);
    await closed.close();
    // The library asks for signs of life, and tells of one that gets no answer after all.
    client.emit('error', new Error('Disconnects client'));
    expect(said).toEqual([]);
  });

  test('what cannot be read any more counts as absent', async () => {
    const prefix = somePrefix();
    await connection.ask((client) => client.set(`${prefix}key`, '{'));
    await connection.ask((client) => client.set(`${prefix}copy:key`, '['));
    expect(await createRedisCache({ redis: connection, prefix }).get('key')).toBeUndefined();
    const tiers = createRedisSharedCache({ redis: connection, prefix, clock, longestTtlMs: 1000 });
    expect(await tiers.read('key', [])).toEqual({ stamp: '' });
  });
});

describe.skipIf(redis === undefined)('two instances with Redis between them', async () => {
  if (redis === undefined) return;
  const policy = { name: 'key', key: 'key', ttlMs: 60_000, tags: ['tag'] };

  /** An instance whose way to Redis can be disturbed. */
  const instance = async (prefix: string) => {
    const proxy: FaultProxy = await createFaultProxy(redisPort);
    const connection = open(`redis://127.0.0.1:${proxy.port}`, 100);
    await answers(connection);
    const cache = createTwoLevelCache({
      near: createMemoryCache({ entries: 100, bytes: 2 ** 20, clock }),
      shared: createRedisSharedCache({ redis: connection, prefix, clock, longestTtlMs: 60_000 }),
      clock,
      log: silent,
      jitter: 0,
      random: () => 0,
    });
    let loads = 0;
    const read = (value: string) =>
      cache.read(policy, async () => {
        loads += 1;
        return value;
      });
    return { proxy, connection, cache, read, loads: () => loads };
  };

  test('what one changes, the other no longer keeps', async () => {
    const prefix = somePrefix();
    const [one, other] = [await instance(prefix), await instance(prefix)];
    expect(await one.read('old')).toBe('old');
    expect(await other.read('never loaded')).toBe('old');
    await one.cache.invalidate(['tag']);
    expect(await one.read('new')).toBe('new');
    await until(async () => (await other.read('never loaded either')) === 'new');
    expect(other.loads()).toBe(0);
    for (const each of [one, other]) await each.proxy.close();
  });

  test('with Redis away each request is answered soon, from the source, and with it copies count again', async () => {
    const prefix = somePrefix();
    const { proxy, read, cache, connection, loads } = await instance(prefix);
    await read('first');
    const stalls: readonly (() => unknown)[] = [() => proxy.stall(), () => proxy.refuse()];
    for (const disturb of stalls) {
      // Who begins to hear the others only now would take its copies for good a while longer.
      await until(() => cache.hears());
      await disturb();
      await until(async () => {
        const before = loads();
        const begun = performance.now();
        await read('from the source');
        await read('from the source');
        // Three answers are waited for at the most, and then the circuit is open.
        expect(performance.now() - begun).toBeLessThan(3000);
        return loads() === before + 2;
      });
      await until(async () => {
        const error = await connection.ask((client) => client.get('key')).catch((thrown: Error) => thrown);
        return (error as Error).name === 'CircuitOpenError';
      });
      const before = loads();
      for (let count = 0; count < 50; count += 1) await read('from the source');
      expect(loads()).toBe(before + 50);
      await proxy.pass();
      await answers(connection);
      await until(async () => {
        const now = loads();
        await read('again');
        return loads() === now;
      });
    }
    await proxy.close();
  });

  test('an instance that did not hear of a change while it was cut off does not keep the old copy', async () => {
    const prefix = somePrefix();
    const [one, other] = [await instance(prefix), await instance(prefix)];
    await one.read('old');
    await until(async () => {
      const before = other.loads();
      await other.read('old');
      return other.loads() === before;
    });
    await other.proxy.refuse();
    await one.cache.invalidate(['tag']);
    expect(await one.read('new')).toBe('new');
    await other.proxy.pass();
    await answers(other.connection);
    expect(await other.read('new')).toBe('new');
    for (const each of [one, other]) await each.proxy.close();
  });

  test('a change that an instance made while it was cut off reaches the others when it is back', async () => {
    const prefix = somePrefix();
    const [one, other] = [await instance(prefix), await instance(prefix)];
    await other.read('old');
    await one.proxy.refuse();
    await one.cache.invalidate(['tag']);
    expect(await one.read('new')).toBe('new');
    expect(await other.read('never loaded')).toBe('old');
    await one.proxy.pass();
    await until(async () => (await other.read('new')) === 'new');
    for (const each of [one, other]) await each.proxy.close();
  });
});
