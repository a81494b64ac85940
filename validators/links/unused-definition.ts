import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

/** `links/unused-definition`: A definition is used. */
export const unusedDefinition = defineRule<Page, { label: string }>({
  id: 'links/unused-definition',
  level: 'strict',
  severity: 'warning',
  summary: 'A definition such as `[label]: address` is used.',
  why: 'A definition that nothing refers to is left over from a sentence that was removed, or its label is misspelt.',
  fix: 'Take it away, or correct the label of the reference.',
  wrong: { 'README.md': 'The guide.\n\n[guide]: https://example.com/\n' },
  right: { 'README.md': 'The [guide].\n\n[guide]: https://example.com/\n' },
  message: ({ label }) => `nothing on this page refers to \`[${label}]\``,
  *check(page) {
    const used = new Set(page.references);
    for (const { identifier, label, url, location } of page.definitions) {
      if (used.has(identifier) || !/[\p{L}\p{N}]/u.test(identifier) || url === '' || url === '#') continue;
      yield { args: { label }, location };
    }
  },
});
