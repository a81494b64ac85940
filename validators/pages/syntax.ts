import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

/** `pages/syntax`: An MDX page is valid MDX. */
export const syntax = defineRule<Page, { detail: string }>({
  id: 'pages/syntax',
  level: 'drift',
  severity: 'error',
  summary: 'An MDX page is valid MDX.',
  why: 'MDX reads `<` and `{` as code. One that is meant as text breaks the build of the whole site.',
  fix: 'Write `\\\\<` and `\\\\{` for the characters themselves, `{/* */}` for a comment, and close every tag. An id of a heading in MDX needs a site that reads `{#id}`.',
  wrong: { 'guide.mdx': '# Guide\n\nThis takes {10 seconds.\n' },
  right: { 'guide.mdx': '# Guide\n\nThis takes 10 seconds.\n' },
  message: ({ detail }) => `this is not valid MDX: ${detail}`,
  *check({ faults }) {
    for (const fault of faults)
      if (fault.kind === 'syntax' || fault.kind === 'heading-id')
        yield { args: { detail: fault.message }, location: fault.location };
  },
});
