import { connect } from '../../src/infrastructure/database/connect.ts';
import { migrate } from '../../src/infrastructure/database/migrate.ts';
import { createPostgresUserRepository } from '../../src/infrastructure/database/user.repository.pg.ts';
import { countAfterCrashes, crashPoints, runUntilCrash } from '../kit/crashes.ts';
import { createTestDatabase } from '../kit/database.ts';
import { someUser } from '../kit/users.ts';

/** Kills processes at random points, as often as the first argument says, and reports what is left: `node crashes.ts 1000`. */
const runs = Number(process.argv[2] ?? 20);
const database = await createTestDatabase();
const connection = connect({ url: database.url, poolSize: 2, timeoutMs: 30_000, onIdleError: () => {} });
try {
  await migrate(connection.db);
  const user = someUser();
  await createPostgresUserRepository(connection.db).add(user);
  const kills = new Map<string, number>();
  const promised: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    const point = crashPoints[Math.floor(Math.random() * crashPoints.length)]!;
    const outcome = await runUntilCrash(database.url, user, { point, hit: 1 + Math.floor(Math.random() * 6) }, 6);
    if (outcome.killed) kills.set(point, (kills.get(point) ?? 0) + 1);
    promised.push(...outcome.promised);
  }
  await runUntilCrash(database.url, user, undefined, 0);
  const { workspaces, events, wrong, waiting, dead } = await countAfterCrashes(connection);
  const ids = new Set(workspaces.map(({ id }) => id));
  const report = {
    runs,
    kills: Object.fromEntries(kills),
    promised: promised.length,
    lost: promised.filter((id) => !ids.has(id)).length,
    workspaces: workspaces.length,
    events,
    notOnce: workspaces.filter(({ version }) => version !== 2).length + wrong,
    waiting,
    dead,
  };
  console.log(JSON.stringify(report, null, 2));
  const clean = report.lost + report.notOnce + waiting + dead === 0 && events === workspaces.length;
  process.exitCode = clean ? 0 : 1;
} finally {
  await connection.close();
  await database.drop();
}
