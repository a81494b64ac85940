import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { migrate } from '../../src/infrastructure/database/migrate.ts';
import { createPostgresUserRepository } from '../../src/infrastructure/database/user.repository.pg.ts';
import { countAfterCrashes, crashPoints, runUntilCrash } from '../kit/crashes.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { someUser } from '../kit/users.ts';

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = database.connect();
  await migrate(connection.db);
});
afterAll(async () => {
  await connection?.close();
  await database?.drop();
});

test('a process that is killed at any point loses no event, and no effect happens twice', async () => {
  const user = someUser();
  await createPostgresUserRepository(connection.db).add(user);
  const promised: string[] = [];
  for (const point of crashPoints) {
    for (const hit of [1, 3]) {
      const run = await runUntilCrash(database.url, user, { point, hit }, 4);
      expect(run.killed, `${point} ${hit}`).toBe(true);
      promised.push(...run.promised);
    }
  }
  const last = await runUntilCrash(database.url, user, undefined, 1);
  expect(last.killed).toBe(false);
  promised.push(...last.promised);

  const { workspaces, events, wrong, waiting, dead } = await countAfterCrashes(connection);
  // What was promised is there, and each of them was counted once. What was not promised is there as a whole, or not at all.
  const ids = new Set(workspaces.map(({ id }) => id));
  expect(promised.filter((id) => !ids.has(id))).toEqual([]);
  expect(workspaces.length).toBeGreaterThan(crashPoints.length);
  expect(workspaces.filter(({ version }) => version !== 2)).toEqual([]);
  expect({ events, wrong, waiting, dead }).toEqual({ events: workspaces.length, wrong: 0, waiting: 0, dead: 0 });
});
