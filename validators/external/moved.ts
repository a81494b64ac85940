import type { Fix } from '../../src/check/finding.ts';
import { defineRule } from '../../src/check/rule.ts';
import { writable } from '../../src/docs/destinations.ts';
import type { AnsweredLink } from './subject.ts';

/** The new address, with the fragment of the old one when it has none of its own. */
function newAddress(address: string, moved: string): string {
  const hash = address.indexOf('#');
  return writable(moved) + (hash >= 0 && !moved.includes('#') ? address.slice(hash) : '');
}

/**
 * Whether the new address is the old page. A site that sends every old address to its home page, or to a form, has not
 * moved the page: whoever fixes such a link has to look.
 */
function isSamePage(address: string, moved: string): boolean {
  const text = address.startsWith('//') ? `https:${address}` : address;
  if (!URL.canParse(text)) return false;
  const from = new URL(text);
  const to = new URL(moved);
  const depth = (url: URL): number => url.pathname.split('/').filter((part) => part !== '').length;
  const added = [...to.searchParams.keys()].some((key) => !from.searchParams.has(key));
  return !added && (depth(to) > 0 || depth(from) === 0);
}

/** `external/moved`: An external link leads straight to the page. */
export const moved = defineRule<AnsweredLink, { address: string; moved: string }>({
  id: 'external/moved',
  level: 'drift',
  severity: 'warning',
  summary: 'An external link leads straight to the page, not by way of a permanent redirect.',
  why: 'The server says that the page has moved for good. Such redirects are taken away some day, and then the link breaks.',
  fix: 'Use the new address. `docproof fix` does so where the new address is surely the same page.',
  wrong: { 'README.md': 'Read [the guide](https://docs.acme.dev/moved).\n' },
  right: { 'README.md': 'Read [the guide](https://docs.acme.dev/guide).\n' },
  message: ({ address, moved: target }) => `\`${address}\` has moved for good to \`${target}\``,
  *check({ link, address, verdict }) {
    if (verdict.kind !== 'answers' || verdict.moved === undefined) return;
    const target = newAddress(address, verdict.moved);
    const fixes: Fix[] = link.targetRange
      ? [
          {
            title: 'Use the new address',
            safe: isSamePage(address, verdict.moved),
            edits: [{ file: link.file, range: link.targetRange, text: target }],
          },
        ]
      : [];
    yield { args: { address, moved: target }, location: link.location, suggestion: target, fixes };
  },
});
