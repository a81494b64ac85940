import type { Definition, Image, Link } from 'mdast';
import { decodeEntities } from './tags.ts';

/** A range of offsets in a page; the end is exclusive. */
export type Range = readonly [start: number, end: number];

/**
 * An address that can stand anywhere on a page: in brackets, in quotes, in a table, in MDX. Signs that would end it there
 * are written as percent escapes.
 */
export const writable = (address: string): string =>
  address.replace(/[\s()'"{}|<>\\`]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

const decode = (text: string): string => decodeEntities(text.replace(/\\([!-/:-@[-`{-~])/g, '$1'));

const code = (char: string): number => char.charCodeAt(0);
const backslash = code('\\');
const opening = code('(');
const closing = code(')');

/** White space of CommonMark: tabs, line ends and spaces. Told by its code, for it is asked of every character. */
const isSpace = (char: number): boolean => char === 32 || (char >= 9 && char <= 13);

/** The range of the destination that begins at `start`, after white space; angle brackets are left out. */
function readDestination(text: string, start: number, limit: number): Range | undefined {
  let at = start;
  while (at < limit && isSpace(text.charCodeAt(at))) at += 1;
  if (text[at] === '<') {
    const from = at + 1;
    for (at = from; at < limit && text[at] !== '>'; at += 1) if (text[at] === '\\') at += 1;
    return at < limit ? [from, at] : undefined;
  }
  const from = at;
  let depth = 0;
  for (; at < limit; at += 1) {
    const char = text.charCodeAt(at);
    if (char === backslash) at += 1;
    else if (char === opening) depth += 1;
    else if (char === closing) {
      if (depth === 0) break;
      depth -= 1;
    } else if (isSpace(char)) break;
  }
  return [from, Math.min(at, limit)];
}

/**
 * Finds the destination of a link, image or definition in the page. Parsers tell where the whole node stands and what
 * the destination means, but not where it is written; so each place where one can begin is tried, the last first,
 * until one means what the parser says.
 */
export function destinationOf(node: Link | Image | Definition, text: string): Range | undefined {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  if (node.type === 'link' && text[start] !== '[') {
    return text[start] === '<' ? [start + 1, end - 1] : [start, end];
  }
  const before = node.type === 'definition' ? ']:' : '](';
  for (let at = text.lastIndexOf(before, end); at >= start; at = at === 0 ? -1 : text.lastIndexOf(before, at - 1)) {
    const range = readDestination(text, at + 2, end);
    if (!range) continue;
    const written = text.slice(range[0], range[1]);
    if (written === node.url || decode(written) === node.url) return range;
  }
  return undefined;
}
