import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from '../../src/infrastructure/database/schema.ts';

/** A statement, as it was sent. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A database that keeps what it is asked. */
export interface RecordedDatabase {
  readonly db: Kysely<Database>;
  /** Runs something, and gives back the statements that it sent. */
  statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]>;
  /** The nodes of the plan of a statement, each within the one that needs it. Nothing is carried out. */
  planOf(statement: Statement): Promise<readonly PlanNode[]>;
  close(): Promise<void>;
}

/** One step of a plan, as `EXPLAIN (FORMAT JSON)` tells it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const flat = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];

/** Opens a database with one connection. */
export function recordDatabase(url: string): RecordedDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  let sent: Statement[] = [];
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query: { sql, parameters } }) => void sent.push({ sql, parameters }),
  });
  return {
    db,
    async statementsOf(work) {
      sent = [];
      await work();
      return sent;
    },
    async planOf({ sql, parameters }) {
      if (/^(?:begin|commit)/.test(sql)) return [];
      const { rows } = await pool.query(`explain (format json) ${sql}`, [...parameters]);
      return flat((rows[0] as { 'QUERY PLAN': readonly [{ Plan: PlanNode }] })['QUERY PLAN'][0].Plan);
    },
    close: () => db.destroy(),
  };
}

/** Where a line begins. */
const clause =
  /(?:with|select|from|where|inner join|left join|values|set|on conflict|order by|limit|for update|returning|delete)(?: |$)/y;

/** A statement in lines, one for each of its clauses, so that a change of one shows as a change of one. */
export function inLines(statement: string): string {
  const text = statement.replaceAll(/\s+/g, ' ').trim();
  let [lines, depth] = ['', 0];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    clause.lastIndex = at + 1;
    lines +=
      character === ' ' && clause.test(text) && !lines.endsWith('delete') ? `\n${'  '.repeat(depth)}` : character;
  }
  return lines;
}
