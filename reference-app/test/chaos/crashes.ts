import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../src/application/shared/clock.ts';
import type { Workspace, WorkspaceId } from '../../src/domain/workspaces/workspace.ts';
import { connectRedis } from '../../src/infrastructure/cache/redis-connection.ts';
import { createRedisSharedCache } from '../../src/infrastructure/cache/redis-shared-cache.ts';
import { connect } from '../../src/infrastructure/database/connect.ts';
import { createPostgresUserRepository } from '../../src/infrastructure/database/user.repository.pg.ts';
import {
  type CrashRun,
  type CrashServers,
  copyOf,
  countAfterCrashes,
  crashPoints,
  crashRabbitPausesMs,
  lostPromises,
  runUntilCrash,
  startInstance,
} from '../kit/crashes.ts';
import { createTestDatabase } from '../kit/database.ts';
import { createTestRabbitMq } from '../kit/rabbitmq.ts';
import { createTestRedis } from '../kit/redis.ts';
import { someUser } from '../kit/users.ts';

/**
 * Kills instances at random points and times, as often as the first argument says, and reports what is left:
 * `node crashes.ts 1000 [report.json]`. Two instances work at any time, on PostgreSQL, Redis and RabbitMQ as far as they are
 * on this machine. One is killed at a point in each run; the other is killed at any moment, once in ten runs.
 */
const wanted = Number(process.argv[2] ?? 20);
const reportFile = process.argv[3];
const [rabbit, redis] = [await createTestRabbitMq(), await createTestRedis()];
const database = await createTestDatabase();
const servers: CrashServers = {
  databaseUrl: database.url,
  rabbitMq: rabbit && { url: rabbit.url(), prefix: rabbit.prefix() },
  redis: redis && { url: redis.url, prefix: redis.prefix },
};
const connection = connect({ url: database.url, poolSize: 2, timeoutMs: 30_000, onIdleError: () => {} });
const log = { debug() {}, info() {}, warn() {} };
const shared = redis && connectRedis({ url: redis.url, timeoutMs: 5000, clock: systemClock, log });
const copies =
  shared && createRedisSharedCache({ redis: shared, prefix: redis.prefix, clock: systemClock, longestTtlMs: 600_000 });

/** How many of the workspaces have a shared copy with another name than the one that is stored. */
async function oldCopies(ids: readonly string[]): Promise<number> {
  let old = 0;
  for (const id of ids as readonly WorkspaceId[]) {
    const { key, tags } = copyOf(id);
    // The tag of every copy stands before its own.
    const value = (await copies?.read(key, ['*', ...tags]))?.copy?.value as Workspace | undefined;
    if (value === undefined) continue;
    const stored = await connection.db.selectFrom('workspaces').select('name').where('id', '=', id).executeTakeFirst();
    if (stored?.name !== value.name) old += 1;
  }
  return old;
}

try {
  const user = someUser();
  await createPostgresUserRepository(connection.db).add(user);
  const kills: Record<string, number> = {};
  const killed = (where: string): void => {
    kills[where] = (kills[where] ?? 0) + 1;
  };
  const promised = { made: [] as string[], renamed: [] as string[] };
  const keep = ({ made, renamed }: CrashRun): void => {
    promised.made.push(...made);
    promised.renamed.push(...renamed);
  };
  const startOther = () => startInstance({ servers, userId: user.id, count: 0, afterwards: 'make' });
  let other = await startOther();
  const begun = new Date();
  let enough = false;
  process.once('SIGINT', () => {
    enough = true;
  });
  let runs = 0;
  while (runs < wanted && !enough) {
    runs += 1;
    const point = crashPoints[Math.floor(Math.random() * crashPoints.length)]!;
    const crash = { point, hit: 1 + Math.floor(Math.random() * 4) };
    if (Math.random() < 0.1) {
      await wait(Math.random() * 500);
      other.child.kill('SIGKILL');
      keep(await other.ended);
      killed('at any moment');
      other = await startOther();
    }
    const outcome = await runUntilCrash(servers, user, crash, 5);
    if (outcome.killed) killed(point);
    keep(outcome);
    if (runs % 50 === 0) console.error(`${runs} runs, ${promised.made.length} workspaces promised`);
  }
  other.child.kill('SIGTERM');
  keep(await other.ended);
  const last = await startInstance({ servers, userId: user.id, count: 0, afterwards: 'deliver' });
  const limit = performance.now() + 120_000;
  let [counted, old] = [await countAfterCrashes(connection), 0];
  while (performance.now() < limit) {
    counted = await countAfterCrashes(connection);
    old = await oldCopies(promised.renamed.slice(-2000));
    if (counted.notOnce + counted.waiting + old === 0) break;
    await wait(200);
  }
  last.child.kill('SIGTERM');
  await last.ended;
  const lost = (await lostPromises(connection, promised)).length;
  const report = {
    runs,
    begun: begun.toISOString(),
    minutes: Math.round((Date.now() - begun.getTime()) / 6000) / 10,
    servers: [database.server, ...(rabbit ? ['RabbitMQ'] : []), ...(redis ? ['Redis'] : [])],
    node: process.version,
    kills,
    promised: { made: promised.made.length, renamed: promised.renamed.length },
    lost,
    ...counted,
    oldCopies: old,
  };
  console.log(JSON.stringify(report, null, 2));
  if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  const { unannounced, notOnce, waiting, dead } = counted;
  process.exitCode = lost + unannounced + notOnce + waiting + dead + old === 0 ? 0 : 1;
} finally {
  await connection.close();
  await shared?.close();
  await database.drop();
  await rabbit?.clear(crashRabbitPausesMs);
  await redis?.clear();
}
