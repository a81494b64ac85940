import type { Fact } from '../../src/code/inventories/fact.ts';
import type { Page, Table, TableCell, TableRow } from '../../src/docs/page.ts';
import { namesInCode } from '../coverage/namings.ts';
import { sectionsAbove } from './context.ts';
import type { Names } from './names.ts';
import type { StatedValue } from './subject.ts';

/** A column of a table that says something which the code says too. */
interface ValueColumn {
  readonly what: string;
  readonly heading: RegExp;
  /** What the code says; `undefined` when it says nothing. */
  real(fact: Fact): string | undefined;
}

const columns: readonly ValueColumn[] = [
  {
    what: 'default',
    heading: /^defaults?( value)?$/i,
    real: ({ kind, details }) => (kind === 'settings' || kind === 'columns' ? details.default : undefined),
  },
  {
    what: 'type',
    heading: /^type$/i,
    // The types of settings are written for people.
    real: ({ kind, details }) => (kind === 'columns' ? details.type : undefined),
  },
  {
    what: 'status',
    heading: /^(http )?status( code)?$/i,
    real: ({ kind, details }) =>
      kind === 'errors' && details.status !== undefined ? String(details.status) : undefined,
  },
  {
    what: 'method',
    heading: /^method$/i,
    real: ({ kind, details }) => (kind === 'routes' ? details.method : undefined),
  },
];

/** A value as it is compared: without quotes, and a number without what groups its digits. */
function plain(text: string): string {
  const bare = text.trim().replace(/^(['"])(.*)\1$/, '$2');
  return /^-?\d[\d_,\u202f\u00a0 ]*(\.\d+)?$/.test(bare) ? bare.replace(/[_,\u202f\u00a0 ]/g, '') : bare;
}

/** The value that a cell states: its only code, or a number that stands alone. Anything else is a sentence. */
function valueIn({ text, codes }: TableCell): string | undefined {
  const [only] = codes;
  if (codes.length === 1 && text === only?.trim()) return only;
  return codes.length === 0 && /^-?[\d][\d_,.]*$/.test(text) ? text : undefined;
}

/** The facts that a row is about: those of the whole name, or those of its last part in what the headings above name. */
function factsOf(names: Names, page: Page, row: TableRow): readonly Fact[] {
  const [first] = row.cells;
  if (!first) return [];
  const written = first.codes.length > 0 ? first.codes.flatMap((code) => namesInCode(code).names) : [first.text];
  const holders = sectionsAbove(page, row.line).flatMap((heading) => [heading, heading.split(' ')[0]!.toLowerCase()]);
  const found = written.flatMap((name) => [
    ...names.named(name),
    ...holders.flatMap((holder) => names.named(`${holder}.${name}`)),
  ]);
  return [...new Set(found)];
}

function* valuesInTable(names: Names, page: Page, { header, rows }: Table): Generator<StatedValue> {
  for (const [index, { text }] of header.entries()) {
    const column = columns.find(({ heading }) => heading.test(text));
    if (!column || index === 0) continue;
    for (const row of rows) {
      const cell = row.cells[index];
      const written = cell && valueIn(cell);
      if (!cell || written === undefined) continue;
      const real = factsOf(names, page, row).flatMap((fact) => {
        const value = column.real(fact);
        return value === undefined ? [] : [{ fact, value }];
      });
      // Where several facts have the name, the row may be about any of them.
      if (real.length === 0 || real.some(({ value }) => plain(value) === plain(written))) continue;
      const [{ fact, value }] = real as [(typeof real)[number]];
      yield { fact, what: column.what, written, real: value, location: cell.location };
    }
  }
}

/** What the tables of a page say of facts otherwise than the code. */
export function* wrongValuesOn(names: Names, page: Page): Generator<StatedValue> {
  for (const table of page.tables) yield* valuesInTable(names, page, table);
}
