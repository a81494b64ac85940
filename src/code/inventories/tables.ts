import { isMap, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { CollectContext } from './context.ts';
import { type Fact, type FactDetails, factId } from './fact.ts';

const parseYaml = (text: string) => parseDocument(text, { prettyErrors: false });

/** The usual name of a snapshot of a database schema. */
export const isSnapshotName = (path: string): boolean => /(^|\/)schema-snapshot\.json$/.test(path);

const rowsOf = (map: YAMLMap, key: string): YAMLMap[] => {
  const list = map.get(key);
  return isSeq(list) ? list.items.filter(isMap) : [];
};

function columnDetails(column: YAMLMap): FactDetails {
  const type = column.get('type');
  const value = column.get('default');
  return {
    ...(typeof type === 'string' && { type }),
    ...(value !== null && value !== undefined && { default: String(value) }),
    required: column.get('nullable') === false,
  };
}

/**
 * The tables, columns, constraints and indexes of a schema snapshot: a JSON file that lists `tables`, each with its `name`
 * and lists of named `columns`, `constraints` and `indexes`. Throws when it cannot be parsed.
 */
export function collectTables(context: CollectContext, file: string): Map<string, Fact[]> {
  const document = context.workspace.files.made(file, parseYaml) ?? parseYaml('');
  const [error] = document.errors;
  if (error) throw new Error(error.message.split('\n')[0]);
  const packageName = context.packageOf(file);
  const facts = new Map<string, Fact[]>();
  const add = (kind: string, name: string, aliases: readonly string[], map: YAMLMap, details: FactDetails): void => {
    const named = map.get('name', true) as Node | undefined;
    const [start, end] = (named ?? map).range!;
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
  for (const table of isMap(document.contents) ? rowsOf(document.contents, 'tables') : []) {
    const name = String(table.get('name'));
    add('tables', name, [], table, {});
    for (const column of rowsOf(table, 'columns')) {
      add('columns', `${name}.${String(column.get('name'))}`, [], column, columnDetails(column));
    }
    // The names of these are their own in a schema: nobody writes the table before them.
    for (const kind of ['constraints', 'indexes']) {
      for (const row of rowsOf(table, kind)) add(kind, String(row.get('name')), [], row, {});
    }
  }
  return facts;
}
