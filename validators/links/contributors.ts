import type { Link, Page } from '../../src/docs/page.ts';

const begins = '<!-- ALL-CONTRIBUTORS-LIST:START';
const ends = '<!-- ALL-CONTRIBUTORS-LIST:END';

/**
 * Whether a link is a mark in the list of contributors that https://allcontributors.org keeps: the program writes
 * `#translation-name` where there is no page to lead to, and nobody means a section by it.
 */
export function isContributorMark(page: Page, link: Link): boolean {
  if (link.target?.startsWith('#') !== true) return false;
  const { text } = page.source;
  const at = page.source.offsetAt({ line: link.line, column: 1 });
  const start = text.lastIndexOf(begins, at);
  return start >= 0 && text.indexOf(ends, start) > at;
}
