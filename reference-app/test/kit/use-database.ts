import { afterAll, beforeAll } from 'vitest';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** What the tests of a file have once they run, and not before. */
export interface DatabaseInUse {
  readonly url: string;
  readonly connection: Connection;
  /** The same as that of the connection. */
  readonly db: Connection['db'];
  /** Another connection. Who asks for it closes it. */
  connect(): Connection;
}

/** A database with the schema: made before the tests of a file, dropped after all that was asked for later. */
export function useDatabase(): DatabaseInUse {
  let database: TestDatabase | undefined;
  let connection: Connection | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    connection = database.connect();
  });
  afterAll(async () => {
    await connection?.close();
    await database?.drop();
  });
  return {
    get url() {
      return database!.url;
    },
    get connection() {
      return connection!;
    },
    get db() {
      return connection!.db;
    },
    connect: () => database!.connect(),
  };
}
