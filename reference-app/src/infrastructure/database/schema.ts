import type { ColumnType, Generated } from 'kysely';

/** A row of `items`, as Kysely reads and writes it. */
export interface ItemsTable {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** `bigint`: the driver gives text, because not every one fits a number. */
  readonly price_minor_units: ColumnType<string, number, number>;
  readonly price_currency: string;
  readonly stock: number;
  readonly tags: string[];
  readonly status: string;
  readonly version: number;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly updated_at: Date;
}

/** Which migrations have run. Kysely's migrator keeps it. */
export interface MigrationsTable {
  readonly name: string;
  readonly timestamp: Generated<string>;
}

/** The tables of the database. */
export interface Database {
  readonly items: ItemsTable;
  readonly schema_migrations: MigrationsTable;
}
