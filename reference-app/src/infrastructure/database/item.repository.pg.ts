import type { Insertable, Kysely, Selectable } from 'kysely';
import { sliceOf } from '../../core/protocols/repository.ts';
import { failure, success } from '../../core/types/result.ts';
import { skuTaken } from '../../domain/items/item.errors.ts';
import type { ItemRepository } from '../../domain/items/item.repository.ts';
import type { Item, ItemId, ItemStatus } from '../../domain/items/item.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { askDatabase } from './connect.ts';
import type { Database, ItemsTable } from './schema.ts';
import { type ColumnMap, compileSpecification } from './specification-sql.ts';
import { prepareStatement } from './statement.ts';

const toItem = (row: Selectable<ItemsTable>): Item => ({
  id: row.id as ItemId,
  workspaceId: row.workspace_id as WorkspaceId,
  sku: row.sku,
  name: row.name,
  price: { minorUnits: Number(row.price_minor_units), currency: row.price_currency },
  stock: row.stock,
  tags: row.tags,
  status: row.status as ItemStatus,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** What of a row a new version replaces. */
const toChange = (item: Item) => ({
  name: item.name,
  price_minor_units: item.price.minorUnits,
  price_currency: item.price.currency,
  stock: item.stock,
  tags: [...item.tags],
  status: item.status,
  version: item.version,
  updated_at: item.updatedAt,
});

const toRow = (item: Item): Insertable<ItemsTable> => ({
  id: item.id,
  workspace_id: item.workspaceId,
  sku: item.sku,
  created_at: item.createdAt,
  ...toChange(item),
});

/** Where the fields of an item are kept. */
const columns: ColumnMap<Item> = {
  id: { name: 'id', type: 'uuid' },
  workspaceId: { name: 'workspace_id', type: 'uuid' },
  sku: { name: 'sku', type: 'text' },
  name: { name: 'name', type: 'text' },
  'price.minorUnits': { name: 'price_minor_units', type: 'bigint' },
  'price.currency': { name: 'price_currency', type: 'text' },
  stock: { name: 'stock', type: 'integer' },
  tags: { name: 'tags', type: 'text[]' },
  status: { name: 'status', type: 'text' },
  version: { name: 'version', type: 'integer' },
  createdAt: { name: 'created_at', type: 'timestamptz' },
  updatedAt: { name: 'updated_at', type: 'timestamptz' },
};

const columnNames = Object.values(columns).map(({ name }) => name as keyof ItemsTable);

const selectItem = prepareStatement((db: Kysely<Database>, { id }: { readonly id: ItemId }) =>
  db.selectFrom('items').select(columnNames).where('id', '=', id),
);

const insertItem = prepareStatement((db: Kysely<Database>, row: Insertable<ItemsTable>) =>
  db
    .insertInto('items')
    .values(Object.fromEntries(columnNames.map((name) => [name, row[name]])) as unknown as Insertable<ItemsTable>)
    .onConflict((conflict) => conflict.constraint('items_sku_unique').doNothing()),
);

/** Items in PostgreSQL. */
export function createPostgresItemRepository(db: Kysely<Database>): ItemRepository {
  return {
    insert: (item) =>
      askDatabase(async () => {
        const { numAffectedRows } = await insertItem(db, toRow(item));
        return numAffectedRows === 1n
          ? success(item)
          : failure(skuTaken.failure(`The SKU ${item.sku} belongs to another item of the workspace.`));
      }),
    find: (id) =>
      askDatabase(async () => {
        const { rows } = await selectItem(db, { id });
        return rows[0] && toItem(rows[0]);
      }),
    lock: (id) =>
      askDatabase(async () => {
        const row = await db.selectFrom('items').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
        return row && toItem(row);
      }),
    list: (specification, { limit, offset }) =>
      askDatabase(async () => {
        const wanted = db.selectFrom('items').where(compileSpecification(specification, columns));
        const [rows, { total }] = await Promise.all([
          wanted.selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset).execute(),
          wanted.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
        ]);
        return { items: rows.map(toItem), total: Number(total) };
      }),
    listAfter: (specification, limit, after) =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('items')
          .selectAll()
          .where(compileSpecification(specification, columns))
          .$if(after !== undefined, (wanted) =>
            wanted.where(({ eb, refTuple, tuple }) =>
              eb(refTuple('created_at', 'id'), '<', tuple(after!.createdAt, after!.id)),
            ),
          )
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit + 1)
          .execute();
        return sliceOf(rows.map(toItem), limit);
      }),
    replace: (item) =>
      askDatabase(async () => {
        const { numUpdatedRows } = await db
          .updateTable('items')
          .set(toChange(item))
          .where('id', '=', item.id)
          .where('version', '=', item.version - 1)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),
  };
}
