import type { Fact } from '../../src/code/inventories/fact.ts';
import type { Page, Table, TableCell } from '../../src/docs/page.ts';
import type { FactsOfRow } from './listed.ts';
import type { StatedValue } from './subject.ts';

/** A column of a table that says something which the code says too. */
interface ValueColumn {
  readonly what: string;
  readonly heading: RegExp;
  /** What the code says; `undefined` when it says nothing. */
  real(fact: Fact): string | undefined;
  /** What a cell says, when it says it in a way of its own; `undefined` when it says nothing that can be compared. */
  stated?(cell: TableCell): string | undefined;
}

const isYes = /^(?:yes|true|required|✓|✔️?|✅|x)$/iu;
const isNo = /^(?:no|false|optional|✗|✘|❌|–|—|-)$/iu;

/** What a cell says that answers a question with yes or no. */
const answerIn = ({ text }: TableCell): string | undefined =>
  isYes.test(text) ? 'yes' : isNo.test(text) ? 'no' : undefined;

const answer = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? 'yes' : 'no';

/** Types that everybody writes alike. Others are written for people. */
const plainTypes: Readonly<Record<string, string>> = {
  string: 'string',
  text: 'string',
  number: 'number',
  integer: 'number',
  int: 'number',
  float: 'number',
  boolean: 'boolean',
  bool: 'boolean',
};

const plainType = (text: string | undefined): string | undefined => plainTypes[text?.trim().toLowerCase() ?? ''];

const columns: readonly ValueColumn[] = [
  {
    what: 'default',
    heading: /^defaults?( value)?$/i,
    real: ({ kind, details }) => (kind === 'settings' || kind === 'columns' ? details.default : undefined),
  },
  {
    what: 'type',
    heading: /^type$/i,
    real: ({ kind, details }) => (kind === 'columns' ? details.type : undefined),
  },
  {
    what: 'type',
    heading: /^type$/i,
    real: ({ kind, details }) => (kind === 'settings' || kind === 'flags' ? plainType(details.type) : undefined),
    stated: ({ text }) => plainType(text),
  },
  {
    what: 'answer to *required*',
    heading: /^(?:required|mandatory)\??$/i,
    real: ({ kind, details }) => (kind === 'settings' || kind === 'columns' ? answer(details.required) : undefined),
    stated: answerIn,
  },
  {
    what: 'answer to *optional*',
    heading: /^(?:optional|nullable|null)\??$/i,
    real: ({ kind, details: { required } }) =>
      kind === 'settings' || kind === 'columns' ? answer(required === undefined ? undefined : !required) : undefined,
    stated: answerIn,
  },
  {
    what: 'answer to *secret*',
    heading: /^secret\??$/i,
    real: ({ kind, details }) => (kind === 'settings' ? answer(details.secret) : undefined),
    stated: answerIn,
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

/** What one cell says otherwise than the code. */
function wrongValueIn(facts: readonly Fact[], column: ValueColumn, cell: TableCell): StatedValue | undefined {
  const written = (column.stated ?? valueIn)(cell);
  if (written === undefined) return undefined;
  const real = facts.flatMap((fact) => {
    const value = column.real(fact);
    return value === undefined ? [] : [{ fact, value }];
  });
  const [first] = real;
  // Where several facts have the name, the row may be about any of them.
  if (!first || real.some(({ value }) => plain(value) === plain(written))) return undefined;
  return { fact: first.fact, what: column.what, written, real: first.value, location: cell.location };
}

function* valuesInTable(factsOf: FactsOfRow, { header, rows }: Table): Generator<StatedValue> {
  for (const [index, { text }] of header.entries()) {
    if (index === 0) continue;
    for (const column of columns.filter(({ heading }) => heading.test(text))) {
      for (const row of rows) {
        const cell = row.cells[index];
        const found = cell && wrongValueIn(factsOf(row), column, cell);
        if (found) yield found;
      }
    }
  }
}

/** What the tables of a page say of facts otherwise than the code. */
export function* wrongValuesOn(factsOf: FactsOfRow, page: Page): Generator<StatedValue> {
  for (const table of page.tables) yield* valuesInTable(factsOf, table);
}
