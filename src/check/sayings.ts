import type { Fact } from '../code/inventories/fact.ts';
import type { Page, Table, TableCell } from '../docs/page.ts';
import { oncePer } from './once-per.ts';

/** Lines of a page. */
export interface PageLines {
  /** POSIX path. */
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
}

/** A name that no sentence has by chance. */
const isDistinctive = (name: string): boolean => !/^\p{L}\p{Ll}*$/u.test(name);

/** Whether a piece of code is one name in several parts, as permissions are: `items:read` is not that of `items`. */
const isOneName = (code: string): boolean => /^[\w-]+(?::[\w-]+)+$/.test(code);

/** Whether a piece of code names something: it is the name, or begins with it and goes on with what is no part of it. */
const names = (code: string, name: string): boolean =>
  code === name || (code.startsWith(name) && !isOneName(code) && /^[\s(<=:[,]/.test(code.slice(name.length)));

const namesOfKinds = oncePer((facts: readonly Fact[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { kind, name, aliases } of facts) {
    const known = found.get(kind) ?? new Set<string>();
    found.set(kind, known);
    for (const one of [name, ...aliases]) known.add(one);
  }
  return found;
});

/** Whether a table lists facts of a kind: two of its rows, and half of them, begin with the name of one. */
function lists({ rows }: Table, kind: string, facts: readonly Fact[]): boolean {
  const known = namesOfKinds(facts).get(kind);
  const isOne = (code: string): boolean => known?.has(/^[^\s(<=[,]+/.exec(code)?.[0] ?? '') === true;
  const found = rows.filter(({ cells }) => firstCodes(cells).some(isOne)).length;
  return found >= 2 && found * 2 >= rows.length;
}

const lineOf = ({ file }: Page, line: number, endLine = line): PageLines => ({ file, line, endLine });

/** The languages in which a block can use an export. */
const isScript = (lang: string): boolean => /^(?:[mc]?[jt]sx?|typescript|javascript)$/i.test(lang);

const isWordIn = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w$-]/.test(text[at - 1] ?? '') && !/[\w$-]/.test(text[at + word.length] ?? '')) return true;
  }
  return false;
};

/** The headings above a line, the nearest first. */
const above = (page: Page, line: number): string[] =>
  page.headings
    .filter(({ location }) => location.line <= line)
    .map(({ text }) => text)
    .reverse();

const firstCodes = ([first]: readonly TableCell[]): readonly string[] => first?.codes ?? [];

/** Whether a command runs a script of this name. A script is named by what runs it: its own name is any word. */
const runsScript = (code: string, name: string): boolean => {
  const [, script] = /^(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:--?[\w-]+\s+)*([\w:.-]+)/.exec(code.trim()) ?? [];
  return script === name;
};

/** The lines of a page that say something of a fact by one of its names. */
function* sayings(page: Page, fact: Fact, name: string, facts: readonly Fact[]): Generator<PageLines> {
  if (fact.kind === 'scripts') {
    for (const { value, line } of page.mentions) if (runsScript(value, name)) yield lineOf(page, line);
    return;
  }
  for (const { value, line } of page.mentions) if (isDistinctive(name) && names(value, name)) yield lineOf(page, line);
  for (const { parts, location } of page.headings) {
    if (parts.some(({ kind, value }) => kind === 'code' && names(value, name))) yield lineOf(page, location.line);
  }
  for (const table of page.tables) {
    const found = table.rows.filter(({ cells }) => firstCodes(cells).some((code) => names(code, name)));
    // A plain word may be anything: a field of a request is called like a table. What else the table lists tells.
    if (found.length === 0 || (!isDistinctive(name) && !lists(table, fact.kind, facts))) continue;
    for (const { line } of found) yield lineOf(page, line);
  }
  if (fact.kind === 'exports') {
    for (const { lang, value, location } of page.blocks) {
      if (isScript(lang) && importsName(value, name)) yield lineOf(page, location.line, location.endLine);
    }
  }
}

/** Whether a block imports a name. */
export const importsName = (code: string, name: string): boolean =>
  [...code.matchAll(/\bimport\s+(?:type\s+)?\{([^}]*)\}/g)].some(([, clause = '']) => isWordIn(clause, name));

/** Rows that name the last part of a fact below a heading that names what it is a part of. */
function* partSayings(page: Page, { name }: Fact): Generator<PageLines> {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return;
  const [holder, part] = [name.slice(0, dot), name.slice(dot + 1)];
  for (const { rows } of page.tables) {
    for (const { cells, line } of rows) {
      if (!firstCodes(cells).includes(part)) continue;
      const [heading = ''] = above(page, line);
      if (isWordIn(heading, holder)) yield lineOf(page, line);
    }
  }
}

/** Every line of the pages that says something of a fact, once. `facts` are all there are, by which tables are understood. */
export function linesAbout(pages: readonly Page[], fact: Fact, facts: readonly Fact[]): PageLines[] {
  const found = new Map<string, PageLines>();
  for (const page of pages) {
    for (const name of [fact.name, ...fact.aliases]) {
      for (const said of sayings(page, fact, name, facts)) found.set(`${said.file}:${said.line}`, said);
    }
    for (const said of partSayings(page, fact)) found.set(`${said.file}:${said.line}`, said);
  }
  return [...found.values()];
}

const plain = (text: string): string =>
  text
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .replace(/(?<=\d)[_,](?=\d)/g, '');

/** The rows about a fact of which a cell, under a heading such as `Default`, states a value. */
export function linesStating(
  pages: readonly Page[],
  fact: Fact,
  facts: readonly Fact[],
  heading: RegExp,
  value: string,
): PageLines[] {
  const about = linesAbout(pages, fact, facts);
  return pages.flatMap((page) =>
    page.tables.flatMap(({ header, rows }) => {
      const index = header.findIndex(({ text }) => heading.test(text));
      if (index <= 0) return [];
      return rows
        .filter(({ cells, line }) => {
          const cell = cells[index];
          const states =
            cell && (cell.codes.length === 1 ? cell.text === cell.codes[0]!.trim() : cell.codes.length === 0);
          return (
            states &&
            plain(cell.text) === plain(value) &&
            about.some((one) => one.file === page.file && one.line === line)
          );
        })
        .map(({ line }) => lineOf(page, line));
    }),
  );
}

/** Whether a text says nothing of a fact, by whatever name. */
export const isSilent = (text: string, { name, aliases }: Fact): boolean =>
  [name, ...aliases].every((one) => !text.includes(one.slice(one.lastIndexOf('.') + 1)));
