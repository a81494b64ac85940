import type { Fact } from '../../src/code/inventories/fact.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Page, Table, TableRow } from '../../src/docs/page.ts';
import { namesInCode } from '../coverage/namings.ts';
import { sectionsAbove } from './context.ts';
import type { Names } from './names.ts';

/** What one fact of a kind is called: `cache-keys` are each a cache key. */
export const singular = (kind: string): string =>
  kind
    .replace(/-/g, ' ')
    .replace(/(?:(x|ch|sh|ss)es|ies|s)$/, (ending, before?: string) =>
      before !== undefined ? before : ending === 'ies' ? 'y' : '',
    );

/** Kinds whose names are those of code: a table may list them beside names of the language and of others. */
const ofCode = new Set(['exports', 'members', 'scripts', 'files', 'imports']);

/** `items:read` is one name, as permissions and scopes are written: it is not that of `items`. */
const isOneName = (code: string): boolean => /^[\w-]+(:[\w-]+)+$/.test(code.trim());
const namesOfCode = (code: string): readonly string[] => (isOneName(code) ? [code.trim()] : namesInCode(code).names);

/** The facts that a row is about: those of the whole name, or those of its last part in what the headings above name. */
function factsOfRow(names: Names, page: Page, row: TableRow): readonly Fact[] {
  const [first] = row.cells;
  if (!first) return [];
  const written = first.codes.length > 0 ? first.codes.flatMap(namesOfCode) : [first.text];
  const holders = sectionsAbove(page, row.line).flatMap((heading) => [heading, heading.split(' ')[0]!.toLowerCase()]);
  const found = written.flatMap((name) => [
    ...names.named(name),
    ...holders.flatMap((holder) => names.named(`${holder}.${name}`)),
  ]);
  return [...new Set(found)];
}

/** Says which facts the rows of a page are about. Each row is looked up once. */
export type FactsOfRow = (row: TableRow) => readonly Fact[];

/** Prepares the look-up for one page. */
export function createFactsOfRow(names: Names, page: Page): FactsOfRow {
  const known = new Map<TableRow, readonly Fact[]>();
  return (row) => {
    const facts = known.get(row) ?? factsOfRow(names, page, row);
    known.set(row, facts);
    return facts;
  };
}

/**
 * The kind that a table lists: at least two of its rows, and half of them, name facts of it. Where the section is about what the
 * facts are parts of, as the columns of a table are, one is enough.
 */
function listedKind(rows: readonly (readonly Fact[])[], section: string | undefined): string | undefined {
  const counts = new Map<string, number>();
  const least = (kind: string): number =>
    rows.some((facts) => facts.some((fact) => fact.kind === kind && fact.name.startsWith(`${section}.`))) ? 1 : 2;
  for (const facts of rows) {
    for (const kind of new Set(facts.map((fact) => fact.kind))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const listed = [...counts]
    .filter(
      ([kind, count]) => (!ofCode.has(kind) || kind === 'exports') && count >= least(kind) && count * 2 >= rows.length,
    )
    .sort(([a, first], [b, second]) => Number(ofCode.has(a)) - Number(ofCode.has(b)) || second - first);
  return listed[0]?.[0];
}

/** A name that no sentence and no other language has by chance: `takeOrder`, `OrderLine`. */
const ownName = /^[\p{L}_$][\p{L}\p{N}_$]*[\p{Ll}\p{N}]\p{Lu}[\p{L}\p{N}_$]*$/u;

/** Whether a name may be none of the kind: one of code may be the language's, or of whatever else the sources and blocks use. */
const mayBeOthers = (names: Names, kind: string, name: string): boolean =>
  ofCode.has(kind) && (!ownName.test(name) || name in globalThis || names.isWritten(name));

/** The one name that a cell gives in code, and nothing else; a link around it may stand. */
function onlyName(row: TableRow): string | undefined {
  const [first] = row.cells;
  const [code] = first?.codes ?? [];
  if (!first || code === undefined || first.codes.length !== 1 || first.text !== code.trim()) return undefined;
  return /[\s*<>{}|…]/.test(code) && !/^[A-Z]+ \//.test(code) ? undefined : code.trim();
}

/** A row that names no fact of the kind that its table lists. */
export interface UndeclaredRow {
  readonly row: TableRow;
  /** What one fact of the kind is called. */
  readonly kind: string;
  readonly name: string;
  readonly suggestion?: string | undefined;
}

/** The rows of a table that name no fact though the table lists facts of one kind. */
export function* undeclaredIn(names: Names, factsOf: FactsOfRow, page: Page, table: Table): Generator<UndeclaredRow> {
  const found = table.rows.map(factsOf);
  const [first] = table.rows;
  const kind = first && listedKind(found, sectionsAbove(page, first.line)[0]);
  if (kind === undefined) return;
  const holders = [...new Set(found.flatMap((facts) => facts.filter((fact) => fact.kind === kind)))].map(
    ({ name }) => name,
  );
  for (const [index, row] of table.rows.entries()) {
    if (found[index]!.length > 0) continue;
    const name = onlyName(row);
    if (name === undefined || mayBeOthers(names, kind, name)) continue;
    const all = [...names.ofKind(kind), ...holders.map((one) => one.slice(one.lastIndexOf('.') + 1))];
    yield { row, kind: singular(kind), name, suggestion: nearest(name, all) };
  }
}
