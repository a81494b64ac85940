import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOf } from '../../src/core/specification/specification.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { itemsOfStatus, itemsWithTag } from '../../src/domain/items/item.specifications.ts';
import { changeItem, createItem, type Item } from '../../src/domain/items/item.ts';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { createPostgresItemRepository } from '../../src/infrastructure/database/item.repository.pg.ts';
import { createMigrator, migrate } from '../../src/infrastructure/database/migrate.ts';
import { readSchemaSnapshot, type SchemaSnapshot } from '../../src/infrastructure/database/snapshot.ts';
import { createPostgresWorkspaceRepository } from '../../src/infrastructure/database/workspace.repository.pg.ts';
import { createEmbeddedDatabase, createLocalDatabase, type TestDatabase } from '../kit/database.ts';
import { newItem, team, validItems } from '../kit/items.ts';
import { storeTeam } from '../kit/team.ts';

const snapshotFile = join(import.meta.dirname, '../../migrations/schema-snapshot.json');
const migrations = [
  '0001_items',
  '0002_users',
  '0003_workspaces',
  '0004_events',
  '0005_items_in_workspaces',
  '0006_idempotency_keys',
  '0007_audit_and_rate_limits',
  '0008_examples',
  '0009_event_traces',
];
const now = new Date('2026-01-01T00:00:00.000Z');

const made = (values = newItem()): Item => {
  const result = createItem(team, values, now);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
};

const servers = [
  ['PostgreSQL on 127.0.0.1:5432', createLocalDatabase],
  ['embedded PostgreSQL', createEmbeddedDatabase],
] as const;

describe.each(servers)('on %s', (name, create) => {
  let database: TestDatabase | undefined;
  let connection: Connection;

  beforeAll(async () => {
    database = await create();
    if (database) connection = database.connect();
  });
  afterAll(async () => {
    await connection?.close();
    await database?.drop();
  });
  const needsServer = (context: { skip(reason: string): void }): void => {
    if (!database) context.skip(`${name} is not there`);
  };

  test('migrations go up, down and up again, and end where they were', async (context) => {
    needsServer(context);
    expect((await migrate(connection.db)).ran).toEqual(migrations);
    const first = await readSchemaSnapshot(connection.db);
    expect((await migrate(connection.db)).ran).toEqual([]);
    await migrate(connection.db, 'down');
    const names = (await readSchemaSnapshot(connection.db)).tables.map((table) => table.name);
    expect(names).toEqual(['schema_migrations', 'schema_migrations_lock']);
    await migrate(connection.db);
    expect(await readSchemaSnapshot(connection.db)).toEqual(first);
  });

  test('the committed schema snapshot is the migrated schema: UPDATE_SNAPSHOT=1 writes it anew', async (context) => {
    needsServer(context);
    await migrate(connection.db);
    const schema = await readSchemaSnapshot(connection.db);
    if (process.env.UPDATE_SNAPSHOT === '1') writeFileSync(snapshotFile, `${JSON.stringify(schema, null, 2)}\n`);
    expect(schema).toEqual(JSON.parse(readFileSync(snapshotFile, 'utf8')) as SchemaSnapshot);
  });

  test('items from before they had a workspace get one, which the first user owns, and survive the way back', async (context) => {
    needsServer(context);
    const migrator = createMigrator(connection.db);
    const run = async (target: string) => {
      const { error } = await migrator.migrateTo(target);
      if (error !== undefined) throw error;
    };
    await migrate(connection.db, 'down');
    await run('0004_events');
    const userId = createIdentifier<'user'>();
    await sql`insert into users values (${userId}, 'a@example.org', 'Ada', '$argon2id$x', 1, ${now}, ${now})`.execute(
      connection.db,
    );
    const id = createIdentifier<'item'>();
    await sql`insert into items values (${id}, 'OLD', 'Old', 1, 'EUR', 1, '{}', 'active', 1, ${now}, ${now})`.execute(
      connection.db,
    );
    await migrate(connection.db);
    const old = await createPostgresItemRepository(connection.db).find(id);
    const workspaces = createPostgresWorkspaceRepository(connection.db);
    expect(await workspaces.membership(old!.workspaceId, userId)).toMatchObject({ role: 'owner' });
    // Another workspace has an item with the same SKU: the way back keeps both.
    await storeTeam(connection);
    await createPostgresItemRepository(connection.db).insert(made(newItem({ sku: 'OLD' })));
    await run('0004_events');
    const { rows } = await sql<{ sku: string }>`select sku from items order by length(sku)`.execute(connection.db);
    expect(rows).toEqual([{ sku: 'OLD' }, { sku: expect.stringMatching(/^OLD-[0-9A-F]{12}$/) }]);
    await migrate(connection.db, 'down');
    await migrate(connection.db);
  });

  test('several instances can migrate at once', async (context) => {
    needsServer(context);
    await migrate(connection.db, 'down');
    const others = [database!.connect(), database!.connect(), database!.connect()];
    const reports = await Promise.all(others.map(({ db }) => migrate(db)));
    await Promise.all(others.map((other) => other.close()));
    expect(reports.flatMap(({ ran }) => ran)).toEqual(migrations);
  });

  test('what the domain allows is stored and read back as it was', async (context) => {
    needsServer(context);
    await migrate(connection.db);
    await storeTeam(connection);
    const items = createPostgresItemRepository(connection.db);
    await fc.assert(
      fc.asyncProperty(validItems, async (values) => {
        await sql`truncate items cascade`.execute(connection.db);
        const item = made(values);
        expect(await items.insert(item)).toEqual({ ok: true, value: item });
        expect(await items.find(item.id)).toEqual(item);
      }),
      { numRuns: 60 },
    );
  });

  test.for([
    ['items_sku_valid', { sku: 'mug' }],
    ['items_sku_valid', { sku: 'A'.repeat(65) }],
    ['items_name_valid', { name: '' }],
    ['items_name_valid', { name: 'x'.repeat(201) }],
    ['items_price_valid', { price_minor_units: -1 }],
    ['items_currency_valid', { price_currency: 'eur' }],
    ['items_stock_valid', { stock: -1 }],
    ['items_stock_valid', { stock: 1_000_001 }],
    ['items_tags_valid', { tags: Array.from({ length: 21 }, (_, index) => `t${index}`) }],
    ['items_status_valid', { status: 'gone' }],
    ['items_version_valid', { version: 0 }],
    ['items_times_ordered', { updated_at: new Date('2025-01-01T00:00:00.000Z') }],
  ] as const)('the constraint %s refuses %j, as the domain does', async ([constraint, wrong], context) => {
    needsServer(context);
    await migrate(connection.db);
    const row = {
      id: createIdentifier<'item'>(),
      workspace_id: team,
      sku: 'SKU-1',
      name: 'Name',
      price_minor_units: 1,
      price_currency: 'EUR',
      stock: 1,
      tags: ['a'],
      status: 'active',
      version: 1,
      created_at: now,
      updated_at: now,
      ...wrong,
    };
    await expect(connection.db.insertInto('items').values(row).execute()).rejects.toMatchObject({ constraint });
  });

  test('of several changes to one version exactly one wins', async (context) => {
    needsServer(context);
    await migrate(connection.db);
    await storeTeam(connection);
    await sql`truncate items cascade`.execute(connection.db);
    const items = createPostgresItemRepository(connection.db);
    const item = made();
    await items.insert(item);
    const changes = Array.from({ length: 20 }, (_, stock) => changeItem(item, { stock }, now));
    const won = await Promise.all(changes.map((change) => (change.ok ? items.replace(change.value) : false)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await items.find(item.id))?.version).toBe(2);
  });

  test('a second item with a SKU is refused, and lists are filtered, ordered and counted', async (context) => {
    needsServer(context);
    await migrate(connection.db);
    await storeTeam(connection);
    await sql`truncate items cascade`.execute(connection.db);
    const items = createPostgresItemRepository(connection.db);
    for (const [index, tags] of [['a'], ['a', 'b'], ['b']].entries()) {
      await items.insert({
        ...made(newItem({ sku: `S-${index}`, tags })),
        createdAt: new Date(now.getTime() + index),
        updatedAt: new Date(now.getTime() + index),
      });
    }
    expect(await items.insert(made(newItem({ sku: 'S-0' })))).toMatchObject({
      ok: false,
      problem: { code: 'sku-taken' },
    });
    const page = await items.list(itemsWithTag('a'), { limit: 1, offset: 0 });
    expect({ skus: page.items.map(({ sku }) => sku), total: page.total }).toEqual({ skus: ['S-1'], total: 2 });
    expect((await items.list(itemsOfStatus('archived'), { limit: 9, offset: 0 })).total).toBe(0);
    expect((await items.list(allOf(), { limit: 9, offset: 1 })).items.map(({ sku }) => sku)).toEqual(['S-1', 'S-0']);
  });
});
