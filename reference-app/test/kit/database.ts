import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Connection, connect } from '../../src/infrastructure/database/connect.ts';
import { startEmbeddedServer } from '../../src/infrastructure/database/embedded-server.ts';

const localPort = 5432;
const localUrl = (port: number, database: string): string => `postgresql://postgres@127.0.0.1:${port}/${database}`;

/** A database of a test's own, and how to be rid of it. */
export interface TestDatabase {
  /** Which server it is on, for the name of a test that fails. */
  readonly server: 'PostgreSQL on 127.0.0.1:5432' | 'embedded PostgreSQL';
  readonly url: string;
  connect(): Connection;
  drop(): Promise<void>;
}

async function admin(port: number, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: localUrl(port, 'postgres'), connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

// So long that a busy machine is not taken for a database that is away.
const connectTo = (url: string): Connection => connect({ url, poolSize: 5, timeoutMs: 30_000, onIdleError: () => {} });

/**
 * A database of a random name on the local server, `undefined` when there is none. Throws then when services are required,
 * so that a machine that should have the server never passes without it.
 */
export async function createLocalDatabase(port = localPort): Promise<TestDatabase | undefined> {
  const name = `almanac_test_${randomBytes(6).toString('hex')}`;
  try {
    // No test cuts the power of this server, and the disk of a busy machine can keep a commit for seconds.
    await admin(port, `create database ${name}`, `alter database ${name} set synchronous_commit = off`);
  } catch (error) {
    if (process.env.REQUIRE_SERVICES !== '1') return undefined;
    throw new Error(
      `REQUIRE_SERVICES=1, and there is no PostgreSQL on 127.0.0.1:${port} for the user postgres: ${String(error)}`,
    );
  }
  const url = localUrl(port, name);
  return {
    server: 'PostgreSQL on 127.0.0.1:5432',
    url,
    connect: () => connectTo(url),
    drop: () => admin(port, `drop database ${name} with (force)`),
  };
}

/** A server of the test's own, which came with npm. */
export async function createEmbeddedDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'almanac-test-'));
  const server = await startEmbeddedServer({ directory: folder, onLog: () => {} });
  return {
    server: 'embedded PostgreSQL',
    url: server.url,
    connect: () => connectTo(server.url),
    async drop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A database on the local server where there is one, else on an embedded one. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const database = (await createLocalDatabase()) ?? (await createEmbeddedDatabase());
  console.info(`This file is tested on ${database.server}.`);
  return database;
}
