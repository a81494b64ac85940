import type { Kysely, Selectable } from 'kysely';
import type { ExampleRepository } from '../../domain/examples/example.repository.ts';
import type { Example, ExampleId } from '../../domain/examples/example.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { askDatabase } from './connect.ts';
import type { Database, ExamplesTable } from './schema.ts';

const toExample = (row: Selectable<ExamplesTable>): Example => ({
  id: row.id as ExampleId,
  workspaceId: row.workspace_id as WorkspaceId,
  name: row.name,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The context `examples` in PostgreSQL. */
export function createPostgresExampleRepository(db: Kysely<Database>): ExampleRepository {
  return {
    add: (example) =>
      askDatabase(async () => {
        await db
          .insertInto('examples')
          .values({
            id: example.id,
            workspace_id: example.workspaceId,
            name: example.name,
            version: example.version,
            created_at: example.createdAt,
            updated_at: example.updatedAt,
          })
          .execute();
      }),
    find: (workspaceId, id) =>
      askDatabase(async () => {
        const row = await db
          .selectFrom('examples')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .where('id', '=', id)
          .executeTakeFirst();
        return row && toExample(row);
      }),
    list: (workspaceId, limit) =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('examples')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute();
        return rows.map(toExample);
      }),
    replace: (example) =>
      askDatabase(async () => {
        const { numUpdatedRows } = await db
          .updateTable('examples')
          .set({ name: example.name, version: example.version, updated_at: example.updatedAt })
          .where('id', '=', example.id)
          .where('version', '=', example.version - 1)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),
  };
}
