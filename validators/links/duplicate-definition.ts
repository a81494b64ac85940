import { defineRule } from '../../src/check/rule.ts';
import type { Definition, Page } from '../../src/docs/page.ts';

/** `links/duplicate-definition`: A label is defined once. */
export const duplicateDefinition = defineRule<Page, { label: string; line: number }>({
  id: 'links/duplicate-definition',
  level: 'drift',
  severity: 'warning',
  summary: 'A label is defined once, or each time with the same address.',
  why: 'Only the first definition of a label counts. A second one with another address has no effect, which its author cannot have meant.',
  fix: 'Take one of them away, or give it a label of its own.',
  wrong: { 'README.md': 'The [guide].\n\n[guide]: https://example.com/a\n[guide]: https://example.com/b\n' },
  right: { 'README.md': 'The [guide].\n\n[guide]: https://example.com/a\n' },
  message: ({ label, line }) => `\`[${label}]\` is defined in line ${line} already, and only that definition counts`,
  *check(page) {
    const first = new Map<string, Definition>();
    for (const definition of page.definitions) {
      const { identifier, label, url, location } = definition;
      const before = first.get(identifier);
      if (!before) first.set(identifier, definition);
      // Labels such as `//` are a custom for comments.
      else if (before.url !== url && /[\p{L}\p{N}]/u.test(identifier)) {
        yield { args: { label, line: before.location.line }, location };
      }
    }
  },
});
