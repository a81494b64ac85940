import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

/** `pages/frontmatter`: Frontmatter is valid YAML. */
export const frontmatter = defineRule<Page, { detail: string }>({
  id: 'pages/frontmatter',
  level: 'drift',
  severity: 'error',
  summary: 'Frontmatter is valid YAML.',
  why: 'A page whose frontmatter does not parse loses its title, its place in the sidebar and whatever else stands there, or breaks the build.',
  fix: 'Correct the YAML. Quote values that hold `: ` or begin with a special character.',
  wrong: { 'README.md': '---\ntitle: Parser: how it works\n---\n\nText.\n' },
  right: { 'README.md': '---\ntitle: "Parser: how it works"\n---\n\nText.\n' },
  message: ({ detail }) => `the frontmatter cannot be read: ${detail}`,
  *check({ faults }) {
    for (const fault of faults)
      if (fault.kind === 'frontmatter') yield { args: { detail: fault.message }, location: fault.location };
  },
});
