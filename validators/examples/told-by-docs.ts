import type { Page } from '../../src/docs/page.ts';

/** The properties that a diagnostic misses. Of many it names the first few. */
export function missingKeys(message: string): readonly string[] {
  const one = /Property '([^']+)' is missing in type/.exec(message)?.[1];
  const list = /is missing the following properties from type '.*': (.*)/.exec(message)?.[1];
  return one !== undefined ? [one] : (list ?? '').split(', ').filter((name) => identifier.test(name));
}

const identifier = /^[\w$]+$/;

/** Whether a text has a name as a whole. */
export const hasWord = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);

/** What a block has that adds to something from elsewhere. Few have it, and a pattern with a name in it is made for each name. */
const mayAdd = /\b(?:prototype|declare)\b/;

/** Whether a block of the page gives a member of this name to something that is declared elsewhere. */
export function isAddedOn({ blocks }: Page, name: string): boolean {
  const exact = `${name.replaceAll('$', '\\$')}(?![\\w$])`;
  const pattern = new RegExp(`\\bprototype\\.${exact}|\\bdeclare\\s+module\\b[^]*\\b${exact}`);
  return blocks.some(({ value }) => value.includes(name) && mayAdd.test(value) && pattern.test(value));
}

/** Whether code on the page reads an option itself, as a hook does that knows more than the package. */
export function isReadOn({ blocks }: Page, name: string): boolean {
  const exact = name.replaceAll('$', '\\$');
  const pattern = new RegExp(`[\\w)\\]]\\??\\.${exact}(?![\\w$])(?!\\s*\\()|(['"])${exact}\\1 in `);
  return blocks.some(({ value }) => value.includes(name) && pattern.test(value));
}

/** Whether a block of the page adds to an interface of a package. */
export function extendsType({ blocks }: Page, type: string): boolean {
  const pattern = new RegExp(`\\bdeclare\\s+module\\b[^]*\\binterface\\s+${type}\\b`);
  return blocks.some(({ value }) => value.includes(type) && mayAdd.test(value) && pattern.test(value));
}
