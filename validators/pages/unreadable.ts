import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

/** `pages/unreadable`: A page can be read. */
export const unreadable = defineRule<Page, { detail: string }>({
  id: 'pages/unreadable',
  level: 'drift',
  severity: 'error',
  summary: 'A page can be read.',
  why: 'A page that cannot be read is not checked at all, and is probably not published either.',
  fix: 'Give the file the permissions that the rest of the docs have, or leave it out with `exclude`. A page is not read either when a line of it is in more than 500 quotes and lists, or when more than 200 braces are open in MDX.',
  wrong: { 'README.md': '>'.repeat(20_000) },
  right: { 'README.md': '> A quote.\n' },
  message: ({ detail }) => `this page cannot be read: ${detail}`,
  *check({ faults }) {
    for (const fault of faults)
      if (fault.kind === 'unreadable') yield { args: { detail: fault.message }, location: fault.location };
  },
});
