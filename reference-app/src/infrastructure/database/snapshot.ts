import { type Kysely, sql } from 'kysely';

/** A column of a table, as the database describes it. */
export interface ColumnSnapshot {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
}

/** A table with everything that holds it together. */
export interface TableSnapshot {
  readonly name: string;
  readonly columns: readonly ColumnSnapshot[];
  readonly constraints: readonly { readonly name: string; readonly definition: string }[];
  readonly indexes: readonly { readonly name: string; readonly definition: string }[];
}

/** The schema of the database after all migrations, as it is committed beside them. */
export interface SchemaSnapshot {
  readonly tables: readonly TableSnapshot[];
}

/** Reads the schema from the catalogues of PostgreSQL. The order is that of the names, columns apart. */
export async function readSchemaSnapshot<Tables>(db: Kysely<Tables>): Promise<SchemaSnapshot> {
  const { rows: tables } = await sql<{ oid: number; name: string }>`
    select c.oid, c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`.execute(db);
  return {
    tables: await Promise.all(
      tables.map(async ({ oid, name }): Promise<TableSnapshot> => {
        const [columns, constraints, indexes] = await Promise.all([
          sql<ColumnSnapshot>`
            select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
              pg_get_expr(d.adbin, d.adrelid) as default
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ${oid} and a.attnum > 0 and not a.attisdropped order by a.attnum`.execute(db),
          // Since version 18 a column that is not null has a constraint of its own; the column says so already.
          sql<{ name: string; definition: string }>`
            select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
            where conrelid = ${oid} and contype <> 'n' order by conname`.execute(db),
          sql<{ name: string; definition: string }>`
            select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
            from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = ${oid} order by c.relname`.execute(
            db,
          ),
        ]);
        return { name, columns: columns.rows, constraints: constraints.rows, indexes: indexes.rows };
      }),
    ),
  };
}
