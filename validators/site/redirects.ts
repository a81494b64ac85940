import type { BuiltSite } from '../../src/built/built-site.ts';
import type { ReadAddress } from './addresses.ts';
import { cleanPath, pathOf } from './files.ts';
import type { Lookup } from './lookup.ts';

/** Longer than any reader waits, and no redirect but a page that renews itself. */
const longestDelay = 10;

/** One address that sends its reader on. */
export interface Redirect {
  /** The address, cleaned. */
  readonly from: string;
  /** Where it leads, as written. */
  readonly to: string;
  /** The same, cleaned; `undefined` when it leads out of the site. */
  readonly next: string | undefined;
  /** The built file that says so, and where. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The redirects of a built site: pages that refresh to another address, and the lines of `_redirects`. */
export interface Redirects {
  readonly all: readonly Redirect[];
  /** The redirect that stands at an address. */
  at(path: string): Redirect | undefined;
  /** Whether a line with a wildcard answers at an address. */
  answers(path: string): boolean;
}

/** The file whose lines are redirects. */
const lines = { file: '_redirects' };

/** Turns `/a/:name/*` into a pattern of addresses. */
function patternOf(from: string): RegExp {
  const source = from
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\/\*$/, '(?:/.*)?')
    .replace(/\*/g, '.*')
    .replace(/:[A-Za-z]\w*/g, '[^/]+');
  return new RegExp(`^${source}/?$`);
}

/** Finds the redirects. A file at the same address comes before a line of `_redirects`. */
export function createRedirects(built: BuiltSite, readAddress: ReadAddress, lookup: Lookup): Redirects {
  const known = new Map<string, Redirect>();
  for (const page of built.pages) {
    const { refresh, file } = page;
    if (!refresh || refresh.delay > longestDelay) continue;
    const from = cleanPath(pathOf(file));
    const address = readAddress(page, refresh.target);
    const next = address.kind === 'internal' ? cleanPath(address.path) : undefined;
    // A page that loads itself again after a while only renews itself.
    if (next === from && refresh.delay > 0) continue;
    const { target: to, line, column } = refresh;
    known.set(from, { from, to, next, file, line, column });
  }
  const patterns: RegExp[] = [];
  for (const { from: written, to, status, line } of built.redirects) {
    const source = readAddress(lines, written);
    // No host gives a meaning to a second wildcard.
    if (status >= 400 || source.kind !== 'internal' || /\*.*\*/.test(written)) continue;
    if (/[*]|\/:/.test(written)) {
      patterns.push(patternOf(source.path));
      continue;
    }
    const from = cleanPath(source.path);
    if (known.has(from) || lookup.file(source.path) !== undefined) continue;
    const goal = readAddress(lines, to);
    const isOpen = goal.kind !== 'internal' || /\/:|\*/.test(to);
    const next = isOpen ? undefined : cleanPath(goal.path);
    known.set(from, { from, to, next, ...lines, line, column: 1 });
  }
  return {
    all: [...known.values()],
    at: (path) => known.get(cleanPath(path)),
    answers: (path) => patterns.some((pattern) => pattern.test(path)),
  };
}
