import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Connection, connect } from '../../src/infrastructure/database/connect.ts';
import { startEmbeddedServer } from '../../src/infrastructure/database/embedded-server.ts';
import { migrate } from '../../src/infrastructure/database/migrate.ts';
import { sharedByRun } from './shared-by-run.ts';

const localPort = 5432;

/** A database of a test's own, and how to be rid of it. */
export interface TestDatabase {
  /** Which server it is on, for the name of a test that fails. */
  readonly server: 'PostgreSQL on 127.0.0.1:5432' | 'embedded PostgreSQL';
  readonly name: string;
  readonly url: string;
  connect(): Connection;
  drop(): Promise<void>;
}

/** A server for many databases: its name, and the URL of one of them by its name. */
interface Server {
  readonly name: TestDatabase['server'];
  urlOf(database: string): string;
}

const local = (port: number): Server => ({
  name: 'PostgreSQL on 127.0.0.1:5432',
  urlOf: (database) => `postgresql://postgres@127.0.0.1:${port}/${database}`,
});
const embedded = (url: string): Server => ({
  name: 'embedded PostgreSQL',
  urlOf(database) {
    const address = new URL(url);
    address.pathname = `/${database}`;
    return address.href;
  },
});

async function administer({ urlOf }: Server, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres'), connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

// So long that a busy machine is not taken for a database that is away.
const connectTo = (url: string): Connection => connect({ url, poolSize: 5, timeoutMs: 30_000, onIdleError: () => {} });

/** Makes a database of a random name, with what the template has. */
async function createDatabase(server: Server, template = 'template1'): Promise<TestDatabase> {
  const name = `almanac_test_${randomBytes(6).toString('hex')}`;
  await administer(
    server,
    `create database ${name} template ${template}`,
    // No test cuts the power of this server, and the disk of a busy machine can keep a commit for seconds.
    `alter database ${name} set synchronous_commit = off`,
  );
  const url = server.urlOf(name);
  return {
    server: server.name,
    name,
    url,
    connect: () => connectTo(url),
    drop: () => administer(server, `drop database ${name} with (force)`),
  };
}

/**
 * An empty database on the local server, `undefined` when there is none. Throws then when services are required, so that a
 * machine that should have the server never passes without it.
 */
export async function createLocalDatabase(port = localPort): Promise<TestDatabase | undefined> {
  try {
    return await createDatabase(local(port));
  } catch (error) {
    if (process.env.REQUIRE_SERVICES !== '1') return undefined;
    throw new Error(
      `REQUIRE_SERVICES=1, and there is no PostgreSQL on 127.0.0.1:${port} for the user postgres: ${String(error)}`,
    );
  }
}

/** Starts a server that came with npm, for as many databases as are wanted. Its data are lost with it. */
export async function startTestServer(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'almanac-test-'));
  const server = await startEmbeddedServer({ directory: folder, onLog: () => {} });
  // Nobody needs the data after a power cut.
  const settings = ['fsync', 'full_page_writes'].map((setting) => `alter system set ${setting} = off`);
  await administer(embedded(server.url), ...settings, 'select pg_reload_conf()');
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An empty database on the embedded server of the run, or on a server of its own. */
export async function createEmbeddedDatabase(template?: string): Promise<TestDatabase> {
  const shared = await sharedByRun('embedded-server');
  if (shared !== undefined) return createDatabase(embedded(shared), template);
  const { url, stop } = await startTestServer();
  return { ...(await createDatabase(embedded(url), template)), drop: stop };
}

/** Brings the schema of a database up to date. Nobody is connected to it after that, so that others can be copies of it. */
export async function makeTemplate({ connect: open }: TestDatabase): Promise<void> {
  const connection = open();
  await migrate(connection.db);
  await connection.close();
}

/** A database with the schema, on the local server where there is one, else on an embedded one. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = await sharedByRun('local-template');
  let database: TestDatabase;
  if (template) database = await createDatabase(local(localPort), template);
  // The name is empty where there is no local server.
  else if (template === '') database = await createEmbeddedDatabase(await sharedByRun('embedded-template'));
  else {
    database = (await createLocalDatabase()) ?? (await createEmbeddedDatabase());
    await makeTemplate(database);
  }
  console.info(`This file is tested on ${database.server}.`);
  return database;
}
