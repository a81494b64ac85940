import type { Mention, Page, Table } from '../../src/docs/page.ts';
import type { Location } from '../../src/workspace/source-text.ts';

/** What a page says that a name became. */
export interface Succession {
  readonly before: string;
  readonly name: string;
  readonly location: Location;
  /** The mention of the new name, when it is none of a table. */
  readonly mention?: Mention | undefined;
}

/** Renames that a page tells together, in one list or table. */
export type Successions = readonly Succession[];

const arrow = /^\s*(?:->|-->|=>|→|➜|⟶)\s*$/u;
const identifier = /^([\p{L}_$][\p{L}\p{N}_$]*)(?:\(\))?$/u;

const nameIn = (code: string): string | undefined => identifier.exec(code.trim())?.[1];

const isPlain = (text: string | undefined): text is string => text !== undefined;

/** The renames that lines of the page tell with an arrow. Lines that follow each other are one list. */
function* inLines(page: Page): Generator<Successions> {
  let list: Succession[] = [];
  let last = -1;
  for (const [index, to] of page.mentions.entries()) {
    const from = page.mentions[index - 1];
    if (from?.line !== to.line) continue;
    const between = page.source.text.slice(
      page.source.offsetAt({ line: from.location.endLine, column: from.location.endColumn }),
      page.source.offsetAt(to.location),
    );
    if (!arrow.test(between)) continue;
    const [before, name] = [nameIn(from.value), nameIn(to.value)];
    if (!isPlain(before) || !isPlain(name)) continue;
    if (list.length > 0 && to.line > last + 1) {
      yield list;
      list = [];
    }
    last = to.line;
    list.push({ before, name, location: to.location, mention: to });
  }
  if (list.length > 0) yield list;
}

const oldColumn = /^(?:old|before|previous(?:ly)?|was|from)(?: (?:name|api|function|method|option|export)s?)?$/i;
const newColumn =
  /^(?:new|after|now|current|to|replaced (?:by|with)|replacement|renamed to)(?: (?:name|api|function|method|option|export)s?)?$/i;

function inTable({ header, rows }: Table): Successions {
  const [from, to] = [oldColumn, newColumn].map((form) => header.findIndex(({ text }) => form.test(text)));
  if (from === undefined || to === undefined || from < 0 || to < 0) return [];
  return rows.flatMap(({ cells }) => {
    const [old, current] = [cells[from], cells[to]];
    if (old?.codes.length !== 1 || current?.codes.length !== 1) return [];
    const [before, name] = [nameIn(old.codes[0]!), nameIn(current.codes[0]!)];
    return isPlain(before) && isPlain(name) ? [{ before, name, location: current.location }] : [];
  });
}

/** The lists and tables of a page that tell how names were changed. */
export function* successionsOn(page: Page): Generator<Successions> {
  yield* inLines(page);
  for (const table of page.tables) {
    const found = inTable(table);
    if (found.length > 0) yield found;
  }
}
