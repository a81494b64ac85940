import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Almanac } from '../../src/main/composition.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { createFaultProxy } from '../kit/fault-proxy.ts';
import { createTestRabbitMq, rabbitMqPort } from '../kit/rabbitmq.ts';
import { createRabbitMqNode } from '../kit/rabbitmq-node.ts';
import { createTestRedis, redisPort } from '../kit/redis.ts';
import { startHere } from '../kit/start-here.ts';
import { createMember, type Member } from '../kit/team.ts';
import { until } from '../kit/until.ts';

/** The pauses of the service after failed deliveries: a queue stands in RabbitMQ for each. */
const pausesMs = [1000, 5000, 30_000, 300_000, 3_600_000];
const rabbit = await createTestRabbitMq();
const redis = await createTestRedis();
const node = await createRabbitMqNode();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await rabbit?.clear(pausesMs);
  await redis?.clear();
  await node?.remove();
  await database?.drop();
});

/** A RabbitMQ that can be taken away and given back. */
interface Outage {
  readonly url: string;
  readonly prefix: string;
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

/** The connections to the server that everybody uses are cut, and new ones refused. */
async function refuseConnections(): Promise<Outage | undefined> {
  if (!rabbit) return undefined;
  const gate = await createFaultProxy(rabbitMqPort);
  const { refuse: away, close } = gate;
  return { url: rabbit.url(gate.port), prefix: rabbit.prefix(), away, back: () => gate.pass(), close };
}

/** A server of the test's own is killed, and started again with what it has kept. */
async function killServer(): Promise<Outage | undefined> {
  if (!node) return undefined;
  await node.start();
  return { url: node.url, prefix: 'almanac.', away: node.kill, back: node.start, close: async () => {} };
}

const metricOf = async ({ app }: Almanac, name: string): Promise<number> => {
  const { body } = await app.inject({ url: '/metrics' });
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1]);
};
const statusOf = async ({ app }: Almanac): Promise<string> =>
  (await app.inject({ url: '/health/ready' })).json().status;

describe.each([
  ['cannot be reached', refuseConnections],
  ['is killed', killServer],
])('while RabbitMQ %s', (what, create) => {
  test('commands are carried out, their events wait, and each gets to its subscribers once when it is back', async (context) => {
    const outage = await create();
    if (!outage) return context.skip(`that RabbitMQ ${what} is not tested`);
    const almanac = await startHere({
      DATABASE_URL: database.url,
      RABBITMQ_URL: outage.url,
      RABBITMQ_PREFIX: outage.prefix,
      EVENT_POLL_MS: '50',
    });
    const { headers } = await createMember(almanac.app, `Owner-${outage.prefix}`.replaceAll(/[^A-Za-z0-9-]/g, ''));
    const made: string[] = [];
    const make = async (count: number) => {
      const answers = await Promise.all(
        Array.from({ length: count }, () =>
          almanac.app.inject({ method: 'POST', url: '/api/v1/workspaces', headers, payload: { name: what } }),
        ),
      );
      for (const answer of answers) {
        expect(answer.statusCode).toBe(201);
        made.push(answer.json().id);
      }
    };
    try {
      await until(async () => (await statusOf(almanac)) === 'ready');
      await make(10);
      // Some are on their way to it, or from it, while it goes.
      const gone = outage.away();
      await make(30);
      await gone;
      await until(async () => (await statusOf(almanac)) === 'degraded');
      await make(10);
      expect(await metricOf(almanac, 'almanac_outbox_waiting')).toBeGreaterThanOrEqual(10);

      await outage.back();
      await until(async () => (await statusOf(almanac)) === 'ready', 60_000);
      await make(5);
      const delivered = async () => {
        const connection = database.connect();
        const { rows } = await sql<{ id: string; times: number }>`
          select workspace_id::text as id, count(*)::int as times from activity
          where workspace_id::text = any(${made}) group by 1`.execute(connection.db);
        await connection.close();
        return rows;
      };
      await until(async () => (await delivered()).length === made.length, 60_000);
      await until(async () => (await metricOf(almanac, 'almanac_outbox_waiting')) === 0);
      expect((await delivered()).filter(({ times }) => times !== 1)).toEqual([]);
      expect(await metricOf(almanac, 'almanac_dead_letters')).toBe(0);
    } finally {
      await almanac.stop();
      await outage.close();
    }
  });
});

test('while Redis cannot be reached it is left alone, which the metrics tell, and reads are answered', async (context) => {
  if (!redis) return context.skip('that Redis is away is not tested');
  const gate = await createFaultProxy(redisPort);
  const almanac = await startHere({
    DATABASE_URL: database.url,
    REDIS_URL: `redis://127.0.0.1:${gate.port}`,
    REDIS_PREFIX: redis.prefix,
  });
  const circuit = () => metricOf(almanac, 'almanac_circuit_open\\{server="redis"\\}');
  let reader: Member | undefined;
  const read = async () => {
    reader ??= await createMember(almanac.app, 'Reader');
    const { headers } = reader;
    const made = await almanac.app.inject({
      method: 'POST',
      url: '/api/v1/workspaces',
      headers,
      payload: { name: 'A' },
    });
    return (await almanac.app.inject({ url: `/api/v1/workspaces/${made.json().id}`, headers })).statusCode;
  };
  try {
    await until(async () => (await statusOf(almanac)) === 'ready');
    expect(await read()).toBe(200);
    expect(await circuit()).toBe(0);
    await gate.refuse();
    await until(async () => {
      expect(await read()).toBe(200);
      return (await circuit()) === 1;
    });
    await gate.pass();
    await until(async () => {
      expect(await read()).toBe(200);
      return (await circuit()) === 0;
    });
  } finally {
    await almanac.stop();
    await gate.close();
  }
});
