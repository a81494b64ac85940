import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { serviceUnavailable } from '../../core/errors/core-errors.ts';
import { ApplicationError } from '../../core/errors/define-error.ts';
import { TransientError } from '../../core/errors/transient-error.ts';
import type { Database } from './schema.ts';
import { preparedName, sendPreparedBy } from './statement.ts';

/** How to reach the database. */
export interface ConnectionOptions {
  /** A connection URI, as in the PostgreSQL manual, section 34.1.1.2. */
  readonly url: string;
  /** How many connections at the most. */
  readonly poolSize: number;
  /** How long to wait for a connection, and for the answer to a statement, in milliseconds. */
  readonly timeoutMs: number;
  /** Told of a connection that broke while nobody used it. */
  onIdleError(error: Error): void;
}

/** How many connections of a pool are lent out and how many are not, and how much waits for one. */
export interface PoolState {
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
}

/** The database, and how to let go of it. */
export interface Connection {
  readonly db: Kysely<Database>;
  /** How the pool stands now. */
  pool(): PoolState;
  /** Whether the database answers. Throws what went wrong when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The pool as Kysely sees it: what was prepared is sent by its name, so that the server parses and plans it only once. */
function byName(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  // Kysely would also ask with a cursor, if it were given any.
  const query = (client: pg.PoolClient, text: string, values: unknown[]) =>
    client.query({ name: preparedName(text), text, values });
  const wrap = (client: pg.PoolClient): PostgresPoolClient => ({
    query: query.bind(undefined, client) as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  });
  return {
    async connect() {
      const client = await pool.connect();
      const wrapped = known.get(client) ?? wrap(client);
      known.set(client, wrapped);
      return wrapped;
    },
    options: pool.options,
    end: () => pool.end(),
  };
}

/** Opens a pool of connections. Nothing is connected before the first statement. */
export function connect({ url, poolSize, timeoutMs, onIdleError }: ConnectionOptions): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
    application_name: 'almanac',
  });
  // Without a listener, a connection that the server ends while it is idle ends the process.
  let closing = false;
  // A connection belongs to the request that opened it, long after that has ended: what is told of it later does not.
  const outside = AsyncLocalStorage.snapshot();
  pool.on('error', (error) => {
    if (!closing) outside(onIdleError, error);
  });
  // The same holds for one that is lent out and has no statement on its way. Whoever holds it learns of it from the next.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: byName(pool) }) });
  sendPreparedBy(db, async (text, values) => {
    const { rows, rowCount } = await pool.query({ name: preparedName(text), text, values: [...values] });
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
  });
  return {
    db,
    pool: () => ({ used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async ping() {
      await pool.query('select 1');
    },
    close() {
      closing = true;
      return db.destroy();
    },
  };
}

/** Connections that fail, a server that ends or is full, and a statement that it gave up because it took too long. */
const connectionStates = /^(08|57P0|57014|53[23])/;
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
const driverMessages =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error/;

/** Whether an error says that the database is away or too slow, and not that a statement is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: string };
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return (
    (code !== undefined && (connectionStates.test(code) || networkCodes.has(code))) ||
    driverMessages.test(error.message)
  );
}

/** A transaction that others were in the way of: it could not be put in an order with them, or each waited for the other. */
const conflictStates = /^(40001|40P01)$/;

/**
 * Runs a statement or a transaction, and says in the words of the service when the database is away, or when others were in
 * the way: then it throws a {@link TransientError}.
 */
export async function askDatabase<Answer>(statement: () => Promise<Answer>): Promise<Answer> {
  try {
    return await statement();
  } catch (error) {
    if (conflictStates.test((error as { code?: string }).code ?? '')) {
      throw new TransientError(serviceUnavailable.failure('Others were in the way, again and again.'), {
        cause: error,
      });
    }
    if (!isDatabaseAway(error)) throw error;
    throw new ApplicationError(serviceUnavailable.failure('The database does not answer.'), { cause: error });
  }
}
