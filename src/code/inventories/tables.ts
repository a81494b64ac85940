import { at, type PlacedValue, readPlaced } from '../../workspace/placed-data.ts';
import type { CollectContext } from './context.ts';
import { type Fact, type FactDetails, factId } from './fact.ts';

/** The usual name of a snapshot of a database schema. */
export const isSnapshotName = (path: string): boolean => /(^|\/)schema-snapshot\.json$/.test(path);

const rowsOf = (map: PlacedValue, key: string): PlacedValue[] =>
  (at(map, key)?.items ?? []).filter(({ isMap }) => isMap);

const nameIn = (row: PlacedValue): string => String(at(row, 'name')?.value);

function columnDetails(column: PlacedValue): FactDetails {
  const type = at(column, 'type')?.value;
  const value = at(column, 'default')?.value;
  return {
    ...(typeof type === 'string' && { type }),
    ...(value !== null && value !== undefined && { default: String(value) }),
    required: at(column, 'nullable')?.value === false,
  };
}

/**
 * The tables, columns, constraints and indexes of a schema snapshot: a JSON file that lists `tables`, each with its `name`
 * and lists of named `columns`, `constraints` and `indexes`. Throws when it cannot be parsed.
 */
export function collectTables(context: CollectContext, file: string): Map<string, Fact[]> {
  const { contents, error } = context.workspace.files.made(file, readPlaced) ?? readPlaced('');
  if (error !== undefined) throw new Error(error);
  const packageName = context.packageOf(file);
  const facts = new Map<string, Fact[]>();
  const add = (
    kind: string,
    name: string,
    aliases: readonly string[],
    row: PlacedValue,
    details: FactDetails,
  ): void => {
    const { start, end } = at(row, 'name') ?? row;
    const fact: Fact = {
      id: factId(kind, packageName, name),
      kind,
      package: packageName,
      name,
      aliases,
      location: context.locate(file, start, end),
      details,
    };
    facts.set(kind, [...(facts.get(kind) ?? []), fact]);
  };
  for (const table of rowsOf(contents, 'tables')) {
    const name = nameIn(table);
    add('tables', name, [], table, {});
    for (const column of rowsOf(table, 'columns')) {
      add('columns', `${name}.${nameIn(column)}`, [], column, columnDetails(column));
    }
    // The names of these are their own in a schema: nobody writes the table before them.
    for (const kind of ['constraints', 'indexes']) {
      for (const row of rowsOf(table, kind)) add(kind, nameIn(row), [], row, {});
    }
  }
  return facts;
}
