import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator, NO_MIGRATIONS } from 'kysely/migration';

/** The folder of the migrations: `<number>_<name>.up.sql`, and `.down.sql` beside each. */
export const migrationFolder = join(import.meta.dirname, '../../../migrations');

/** What was done to the schema: the names of the migrations that ran, in their order. */
export interface MigrationReport {
  readonly ran: readonly string[];
}

/** A migration that failed. What it had done so far is undone. */
export class MigrationError extends Error {
  constructor(name: string | undefined, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(name === undefined ? `The migrations failed: ${reason}` : `The migration ${name} failed: ${reason}`, {
      cause,
    });
    this.name = 'MigrationError';
  }
}

const sqlFiles = (folder: string): MigrationProvider => ({
  async getMigrations() {
    const names = (await readdir(folder)).flatMap((file) => /^(.+)\.up\.sql$/.exec(file)?.[1] ?? []).sort();
    const run = (file: string) => async (db: Kysely<unknown>) => {
      await sql.raw(await readFile(join(folder, file), 'utf8')).execute(db);
    };
    return Object.fromEntries(
      names.map((name): [string, Migration] => [name, { up: run(`${name}.up.sql`), down: run(`${name}.down.sql`) }]),
    );
  },
});

/** What runs the migrations one by one, for whoever wants to stop between two. */
export function createMigrator<Tables>(db: Kysely<Tables>): Migrator {
  return new Migrator({
    db: db as Kysely<unknown>,
    provider: sqlFiles(migrationFolder),
    migrationTableName: 'schema_migrations',
    migrationLockTableName: 'schema_migrations_lock',
  });
}

/**
 * Brings the schema to the newest state, or back to an empty one. Several instances may do so at once: the first does the
 * work and the others wait for it.
 */
export async function migrate<Tables>(db: Kysely<Tables>, direction: 'up' | 'down' = 'up'): Promise<MigrationReport> {
  const migrator = createMigrator(db);
  const { error, results = [] } =
    direction === 'up' ? await migrator.migrateToLatest() : await migrator.migrateTo(NO_MIGRATIONS);
  if (error !== undefined) {
    throw new MigrationError(results.find(({ status }) => status === 'Error')?.migrationName, error);
  }
  return { ran: results.map(({ migrationName }) => migrationName) };
}
