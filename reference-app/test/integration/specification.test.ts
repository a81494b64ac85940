import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSatisfiedBy } from '../../src/core/specification/is-satisfied-by.ts';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { type ColumnMap, compileSpecification } from '../../src/infrastructure/database/specification-sql.ts';
import { createEmbeddedDatabase, createLocalDatabase, type TestDatabase } from '../kit/database.ts';
import { type Specimen, specifications, specimens } from '../kit/specifications.ts';

const columns: ColumnMap<Specimen> = {
  id: { name: 'id', type: 'uuid' },
  text: { name: 'text', type: 'text' },
  whole: { name: 'whole', type: 'integer' },
  large: { name: 'large', type: 'bigint' },
  flag: { name: 'flag', type: 'boolean' },
  time: { name: 'time', type: 'timestamptz' },
  list: { name: 'list', type: 'text[]' },
  'inner.text': { name: 'inner_text', type: 'text' },
};

interface SpecimenRow {
  readonly position: number;
  readonly id: string;
  readonly text: string | null;
  readonly whole: number | null;
  readonly large: number | null;
  readonly flag: boolean | null;
  readonly time: Date | null;
  readonly list: readonly string[] | null;
  readonly inner_text: string | null;
}

const toRow = ({ id, text, whole, large, flag, time, list, inner }: Specimen, position: number): SpecimenRow => ({
  position,
  id,
  text: text ?? null,
  whole: whole ?? null,
  large: large ?? null,
  flag: flag ?? null,
  time: time ?? null,
  list: list ?? null,
  inner_text: inner.text ?? null,
});

const servers = [
  ['PostgreSQL on 127.0.0.1:5432', createLocalDatabase],
  ['embedded PostgreSQL', createEmbeddedDatabase],
] as const;

describe.each(servers)('on %s', (name, create) => {
  let database: TestDatabase | undefined;
  let connection: Connection;
  let db: Kysely<{ specimens: SpecimenRow }>;

  beforeAll(async () => {
    database = await create();
    if (!database) return;
    connection = database.connect();
    // The texts are ordered as a language does it, which is not the order of memory.
    await sql`create table specimens (
      position integer, id uuid, text text collate "und-x-icu", whole integer, large bigint, flag boolean, time timestamptz(3), list text[],
      inner_text text collate "und-x-icu")`.execute(connection.db);
    db = connection.db as unknown as typeof db;
  });
  afterAll(async () => {
    await connection?.close();
    await database?.drop();
  });

  test('reusable-patterns.txt, Property 5: Specification SQL Equivalence', async (context) => {
    if (!database) context.skip(`${name} is not there`);
    // Specifications are cheap beside rows: each lot of rows is asked with many.
    const cases = fc.record({
      rows: fc.array(specimens, { minLength: 1, maxLength: 12 }),
      asked: fc.array(specifications, { minLength: 10, maxLength: 25 }),
    });
    let [fitting, others] = [0, 0];
    await fc.assert(
      fc.asyncProperty(cases, async ({ rows, asked }) => {
        await sql`truncate specimens`.execute(db);
        await db.insertInto('specimens').values(rows.map(toRow)).execute();
        for (const specification of asked) {
          const found = await db
            .selectFrom('specimens')
            .select('position')
            .where(compileSpecification(specification, columns))
            .orderBy('position')
            .execute();
          const meant = rows.flatMap((row, position) => (isSatisfiedBy(specification, row) ? [position] : []));
          expect(
            found.map(({ position }) => position),
            JSON.stringify(specification),
          ).toEqual(meant);
          fitting += meant.length;
          others += rows.length - meant.length;
        }
      }),
      { numRuns: 60 },
    );
    // The property would hold as well if nothing ever fitted.
    expect(Math.min(fitting, others)).toBeGreaterThan(1000);
  });
});
