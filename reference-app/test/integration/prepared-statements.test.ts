import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../../src/infrastructure/database/connect.ts';
import { createPostgresItemRepository } from '../../src/infrastructure/database/item.repository.pg.ts';
import { prepareStatement } from '../../src/infrastructure/database/statement.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { someItem } from '../kit/items.ts';
import { storeTeam } from '../kit/team.ts';

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  // One connection, so that the server shows what it knows of all statements.
  connection = connect({ url: database.url, poolSize: 1, timeoutMs: 5000, onIdleError: () => {} });
  await storeTeam(connection);
});
afterAll(async () => {
  await connection?.close();
  await database?.drop();
});

const plansOf = async (text: string): Promise<readonly number[]> => {
  const { rows } = await sql<{ plans: string }>`
    select generic_plans + custom_plans as plans from pg_prepared_statements where statement like ${text}`.execute(
    connection.db,
  );
  return rows.map(({ plans }) => Number(plans));
};

test('a prepared statement is kept by the server, and run with other values each time', async () => {
  const items = createPostgresItemRepository(connection.db);
  const made = [someItem(), someItem({ tags: [] }), someItem({ stock: 0 })];
  for (const item of made) expect(await items.insert(item)).toEqual({ ok: true, value: item });
  for (const item of made) expect(await items.find(item.id)).toEqual(item);
  expect(await plansOf('select % from "items" where "id" = $1')).toEqual([3]);
  expect(await plansOf('insert into "items" %')).toEqual([3]);
});

test('in a transaction it stays on its connection, and outside it sees what was committed alone', async () => {
  const pooled = connect({ url: database.url, poolSize: 2, timeoutMs: 5000, onIdleError: () => {} });
  try {
    const item = someItem();
    const undone = new Error('undone');
    const transaction = pooled.db.transaction().execute(async (inside) => {
      await createPostgresItemRepository(inside).insert(item);
      expect(await createPostgresItemRepository(inside).find(item.id)).toEqual(item);
      expect(await createPostgresItemRepository(pooled.db).find(item.id)).toBeUndefined();
      throw undone;
    });
    await expect(transaction).rejects.toBe(undone);
    expect(await createPostgresItemRepository(pooled.db).find(item.id)).toBeUndefined();
  } finally {
    await pooled.close();
  }
});

test('a statement that was not prepared leaves nothing on the server', async () => {
  await connection.db.selectFrom('items').select('sku').where('stock', '>', 5).execute();
  expect(await plansOf('%"stock" >%')).toEqual([]);
});

test('a column that another instance adds disturbs no connection that knows the statement', async () => {
  const items = createPostgresItemRepository(connection.db);
  const known = someItem();
  await items.insert(known);
  await sql`alter table items add column colour text`.execute(connection.db);
  expect(await items.find(known.id)).toEqual(known);
  await sql`alter table items drop column colour`.execute(connection.db);
});

test('a value may stand in several places, and what is no value of a run stays as it was written', async () => {
  const statement = prepareStatement((db, { name }: { readonly name: string }) =>
    db
      .selectFrom('workspaces')
      .select(['id'])
      .where('name', '=', name)
      .where('name', '=', name)
      .where('version', '>=', 1),
  );
  const [workspace] = await connection.db.selectFrom('workspaces').select(['id', 'name']).execute();
  expect((await statement(connection.db, { name: workspace!.name })).rows).toEqual([{ id: workspace!.id }]);
  expect((await statement(connection.db, { name: 'none' })).rows).toEqual([]);
});

test('a statement that does not name its columns is not prepared', () => {
  const everything = prepareStatement((db) => db.selectFrom('items').selectAll());
  expect(() => everything(connection.db, {})).toThrow('A prepared statement must name its columns');
});
