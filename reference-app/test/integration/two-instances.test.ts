import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { createFaultProxy, type FaultProxy } from '../kit/fault-proxy.ts';
import { newItem } from '../kit/items.ts';
import { createTestRedis, redisPort } from '../kit/redis.ts';
import { type ServiceProcess, startService } from '../kit/service.ts';
import { startHere } from '../kit/start-here.ts';
import { until } from '../kit/until.ts';

const redis = await createTestRedis();

/** An instance that answers at an address. */
type Instance = Pick<ServiceProcess, 'address'>;

/** An instance in the process of the test, with an address, and how to stop it. */
async function listenHere(
  environment: Readonly<Record<string, string>>,
): Promise<Instance & { stop(): Promise<unknown> }> {
  const { app, stop } = await startHere(environment);
  return { address: await app.listen({ port: 0, host: '127.0.0.1' }), stop };
}

describe.skipIf(redis === undefined)('two instances with one database and one Redis', () => {
  let database: TestDatabase;
  let proxy: FaultProxy;
  let one: ServiceProcess;
  let other: ServiceProcess;
  let authorization: string;

  const ask = async (instance: Instance, method: string, path: string, body?: unknown, ifMatch?: string) => {
    const answer = await fetch(`${instance.address}${path}`, {
      method,
      headers: {
        ...(authorization && { authorization }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return {
      status: answer.status,
      tag: answer.headers.get('etag') ?? '',
      // biome-ignore lint/suspicious/noExplicitAny: answers of many routes.
      body: (await answer.json()) as any,
    };
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await createFaultProxy(redisPort);
    const environment = {
      DATABASE_URL: database.url,
      REDIS_URL: `redis://127.0.0.1:${proxy.port}`,
      REDIS_PREFIX: redis!.prefix,
      LOG_LEVEL: 'debug',
      // Only an invalidation can make a copy of an item old within the time of a test.
      CACHE_ITEM_SECONDS: '3600',
    };
    one = await startService(environment);
    other = await startService(environment);
    const account = { email: `${randomUUID()}@example.org`, password: 'a long enough password' };
    await ask(one, 'POST', '/api/v1/auth/register', { ...account, name: 'Ada' });
    const { body } = await ask(one, 'POST', '/api/v1/auth/sign-in', account);
    authorization = `Bearer ${body.accessToken}`;
  });
  afterAll(async () => {
    for (const instance of [one, other]) {
      instance?.child.kill('SIGTERM');
      await instance?.ended();
    }
    await proxy?.close();
    await redis?.clear();
    await database?.drop();
  });

  const rename = async (path: string, name: string) => {
    const { tag } = await ask(one, 'GET', path);
    return ask(one, 'PATCH', path, { name }, tag);
  };

  test('a copy that one made old is given by neither', async () => {
    const { body: made } = await ask(one, 'POST', '/api/v1/workspaces', { name: 'Before' });
    const path = `/api/v1/workspaces/${made.id}`;
    for (const instance of [one, other, one, other]) {
      expect((await ask(instance, 'GET', path)).body.name).toBe('Before');
    }
    expect((await rename(path, 'After')).status).toBe(200);
    expect((await ask(one, 'GET', path)).body.name).toBe('After');
    await until(async () => (await ask(other, 'GET', path)).body.name === 'After');
  });

  /** An item of which some instances have copies, and what each tells of it by itself and in a list. */
  const knownItem = async (instances: readonly Instance[]) => {
    const { body: workspace } = await ask(instances[0]!, 'POST', '/api/v1/workspaces', { name: 'Team' });
    const list = `/api/v2/workspaces/${workspace.id}/items`;
    const { body: item } = await ask(instances[0]!, 'POST', list, newItem());
    const path = `${list}/${item.id}`;
    const told = async (instance: Instance) => {
      const [{ body: alone }, { body: listed }] = [await ask(instance, 'GET', path), await ask(instance, 'GET', list)];
      return [alone.version, listed.items[0].version];
    };
    for (const instance of instances) expect(await told(instance)).toEqual([1, 1]);
    return { path, told };
  };
  const isTold = (version: number) => (versions: readonly number[]) => versions.every((each) => each === version);

  test('an item that one changes and the other reserves is told by both as it is', async () => {
    const { path, told } = await knownItem([one, other]);
    expect((await ask(one, 'PATCH', path, { stock: 9 }, '"1"')).status).toBe(200);
    expect(await told(one)).toEqual([2, 2]);
    await until(async () => isTold(2)(await told(other)));
    expect((await ask(other, 'POST', `${path.replace('/v2/', '/v1/')}/reservations`, { quantity: 2 })).status).toBe(
      201,
    );
    expect(await told(other)).toEqual([3, 3]);
    await until(async () => isTold(3)(await told(one)));
  });

  test('an item that one changes while Redis is away is told by both as it is', async () => {
    const { path, told } = await knownItem([one, other]);
    await proxy.refuse();
    expect((await ask(one, 'PATCH', path, { stock: 9 }, '"1"')).status).toBe(200);
    expect(await told(one)).toEqual([2, 2]);
    await until(async () => isTold(2)(await told(other)));
    await proxy.pass();
    await until(async () => (await ask(one, 'GET', '/health/ready')).body.status === 'ready');
    expect(await told(one)).toEqual([2, 2]);
    await until(async () => isTold(2)(await told(other)));
  });

  test('instances that have no Redis between them are behind for no longer than copies are used', async () => {
    const alone = { DATABASE_URL: database.url, CACHE_ITEM_SECONDS: '1' };
    const instances = [await listenHere(alone), await listenHere(alone)] as const;
    const { path, told } = await knownItem(instances);
    expect((await ask(instances[0], 'PATCH', path, { stock: 9 }, '"1"')).status).toBe(200);
    expect(await told(instances[0])).toEqual([2, 2]);
    await until(async () => isTold(2)(await told(instances[1])));
    for (const { stop } of instances) await stop();
  });

  test('without Redis both go on and are ready; with it they hear of each other again', async () => {
    const { body: made } = await ask(one, 'POST', '/api/v1/workspaces', { name: 'Before' });
    const path = `/api/v1/workspaces/${made.id}`;
    await ask(other, 'GET', path);
    await proxy.refuse();
    expect((await rename(path, 'Meanwhile')).status).toBe(200);
    for (const instance of [one, other]) {
      await until(async () => (await ask(instance, 'GET', path)).body.name === 'Meanwhile');
      const { status, body } = await ask(instance, 'GET', '/health/ready');
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          status: 'degraded',
          checks: [
            { name: 'database', healthy: true },
            { name: 'redis', healthy: false },
          ],
        },
      });
    }
    const metrics = await (await fetch(`${one.address}/metrics`)).text();
    expect(metrics).toMatch(/^almanac_health_changes_total\{check="redis",healthy="false"\} [1-9]\d*$/m);
    expect(metrics).toMatch(
      /^almanac_cache_read_duration_seconds_count\{name="get-workspace",outcome="loaded"\} \d+$/m,
    );
    await until(() => one.entries().some(({ msg }) => msg === 'Redis does not answer'));
    await proxy.pass();
    await until(() => one.entries().some(({ msg }) => msg === 'Redis answers again'));
    expect((await rename(path, 'After')).status).toBe(200);
    await until(async () => (await ask(other, 'GET', path)).body.name === 'After');
  });

  test('an instance starts without Redis', async () => {
    await proxy.refuse();
    const third = await listenHere({ DATABASE_URL: database.url, REDIS_URL: `redis://127.0.0.1:${proxy.port}` });
    const { status } = await ask(third, 'GET', '/health/ready').finally(third.stop);
    expect(status).toBe(200);
    await proxy.pass();
  });
});
