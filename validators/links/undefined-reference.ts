import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

/** `links/undefined-reference`: A reference has a definition. */
export const undefinedReference = defineRule<Page, { label: string }>({
  id: 'links/undefined-reference',
  level: 'drift',
  severity: 'error',
  summary: 'A reference such as `[text][label]` has a definition.',
  why: 'Without its definition a reference is no link: the page shows the brackets.',
  fix: 'Add `[label]: address` to the page, or correct the label.',
  wrong: { 'README.md': 'Read the [long guide][guide] and the [notes][].\n\n[notes]: https://example.com/\n' },
  right: { 'README.md': 'Read the [long guide][guide].\n\n[guide]: https://example.com/\n' },
  message: ({ label }) => `nothing on this page defines \`[${label}]\``,
  *check(page) {
    // Only a page that uses references at all means one: elsewhere two pairs of brackets are text.
    if (page.definitions.length === 0) return;
    for (const { label, location } of page.looseReferences) {
      if (/\p{L}{2}/u.test(label)) yield { args: { label }, location };
    }
  },
});
