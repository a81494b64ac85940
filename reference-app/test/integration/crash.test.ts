import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../../src/domain/users/user.ts';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { createPostgresUserRepository } from '../../src/infrastructure/database/user.repository.pg.ts';
import {
  type CrashServers,
  countAfterCrashes,
  crashPoints,
  crashRabbitPausesMs,
  lostPromises,
  runUntilCrash,
  startInstance,
} from '../kit/crashes.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { createTestRabbitMq } from '../kit/rabbitmq.ts';
import { createTestRedis } from '../kit/redis.ts';
import { until } from '../kit/until.ts';
import { someUser } from '../kit/users.ts';

const rabbit = await createTestRabbitMq();
const redis = await createTestRedis();
const databases: TestDatabase[] = [];
const connections: Connection[] = [];
let databaseUrl: string;
let connection: Connection;
let user: User;

beforeEach(async () => {
  const database = await createTestDatabase();
  databases.push(database);
  databaseUrl = database.url;
  connection = database.connect();
  connections.push(connection);
  user = someUser();
  await createPostgresUserRepository(connection.db).add(user);
});
afterAll(async () => {
  for (const each of connections) await each.close();
  for (const each of databases) await each.drop();
  await rabbit?.clear(crashRabbitPausesMs);
  await redis?.clear();
});

/** What was promised is there, and each effect of each event was had once. What was not promised is there as a whole, or not. */
async function expectNothingLost(promised: { readonly made: string[]; readonly renamed: string[] }): Promise<void> {
  await until(async () => {
    const { notOnce, waiting } = await countAfterCrashes(connection);
    return notOnce + waiting === 0;
  });
  expect(await lostPromises(connection, promised)).toEqual([]);
  const { workspaces, ...counted } = await countAfterCrashes(connection);
  expect(workspaces).toBeGreaterThan(crashPoints.length);
  expect(counted).toMatchObject({ unannounced: 0, notOnce: 0, waiting: 0, dead: 0 });
}

test('a process that is killed at any point loses no event, and no effect happens twice', async () => {
  const servers: CrashServers = { databaseUrl };
  const promised = { made: [] as string[], renamed: [] as string[] };
  for (const point of crashPoints) {
    for (const hit of [1, 3]) {
      const run = await runUntilCrash(servers, user, { point, hit }, 4);
      expect(run.killed, `${point} ${hit}`).toBe(true);
      promised.made.push(...run.made);
      promised.renamed.push(...run.renamed);
    }
  }
  expect((await runUntilCrash(servers, user, undefined, 1)).killed).toBe(false);
  await expectNothingLost(promised);
});

describe.skipIf(rabbit === undefined || redis === undefined)('with RabbitMQ and Redis', () => {
  test('one of two instances is killed at every point, and the two of them lose nothing and do nothing twice', async () => {
    const servers: CrashServers = {
      databaseUrl,
      rabbitMq: { url: rabbit!.url(), prefix: rabbit!.prefix() },
      redis: { url: redis!.url, prefix: redis!.prefix },
    };
    const promised = { made: [] as string[], renamed: [] as string[] };
    const other = await startInstance({ servers, userId: user.id, count: 0, afterwards: 'make' });
    let kills = 0;
    for (const point of crashPoints) {
      const run = await runUntilCrash(servers, user, { point, hit: 1 }, 6);
      if (run.killed) kills += 1;
      promised.made.push(...run.made);
      promised.renamed.push(...run.renamed);
    }
    // The other instance may have done what would have killed this one.
    expect(kills).toBeGreaterThan(crashPoints.length / 2);
    other.child.kill('SIGTERM');
    const { made, renamed } = await other.ended;
    promised.made.push(...made);
    promised.renamed.push(...renamed);
    const last = await startInstance({ servers, userId: user.id, count: 0, afterwards: 'deliver' });
    await expectNothingLost(promised).finally(() => last.child.kill('SIGTERM'));
    expect((await last.ended).killed).toBe(false);
  });
});
