import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Database } from './schema.ts';

/** Runs a statement with other values each time, on a pool or in a transaction. */
export type PreparedStatement<Values, Row> = (db: Kysely<Database>, values: Values) => Promise<QueryResult<Row>>;

/** Stands for a value while the statement is written. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const places: object = new Proxy({}, { get: (_target, name) => new Place(String(name)) });

const names = new Map<string, string>();

/** What PostgreSQL calls a statement that was prepared. Absent for any other one. */
export function preparedName(sql: string): string | undefined {
  return names.get(sql);
}

/** Runs a statement on any connection of a pool. */
export type SendStatement = (text: string, values: readonly unknown[]) => Promise<QueryResult<unknown>>;

const senders = new WeakMap<Kysely<Database>, SendStatement>();

/**
 * Says how a prepared statement outside any transaction is sent. Kysely has compiled it by then; what it would do more for a
 * connection of the pool takes longer than to write the statement to it. A transaction is another object, and keeps its own way.
 */
export function sendPreparedBy(db: Kysely<Database>, send: SendStatement): void {
  senders.set(db, send);
}

/**
 * A statement that is compiled when it is run first, and that PostgreSQL parses and plans once for a connection
 * (`PREPARE`). It is written like any other, with `values` for what differs.
 *
 * It must name its columns: one with `*` would fail on every connection that knows it as soon as somebody adds a column.
 */
export function prepareStatement<Values extends object, Row>(
  write: (db: Kysely<Database>, values: Values) => Compilable<Row>,
): PreparedStatement<Values, Row> {
  let compiled: CompiledQuery<Row> | undefined;
  const compile = (db: Kysely<Database>): CompiledQuery<Row> => {
    const statement = write(db, places as Values).compile();
    if (/\*/.test(statement.sql)) throw new Error(`A prepared statement must name its columns: ${statement.sql}`);
    if (!names.has(statement.sql)) names.set(statement.sql, `almanac_${names.size + 1}`);
    return statement;
  };
  return (db, values) => {
    compiled ??= compile(db);
    const parameters = compiled.parameters.map((value) =>
      value instanceof Place ? (values as Readonly<Record<string, unknown>>)[value.name] : value,
    );
    const send = senders.get(db);
    if (send) return send(compiled.sql, parameters) as Promise<QueryResult<Row>>;
    return db.executeQuery({ ...compiled, parameters });
  };
}
