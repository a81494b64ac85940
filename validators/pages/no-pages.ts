import { defineRule } from '../../src/check/rule.ts';
import type { Page } from '../../src/docs/page.ts';

/** `pages/none`: there is at least one page to check. */
export const noPages = defineRule<readonly Page[], Record<string, never>>({
  id: 'pages/none',
  level: 'drift',
  severity: 'error',
  summary: 'There is at least one page to check.',
  why: 'A check that finds nothing to check passes for the wrong reason, usually a mistaken root or pattern.',
  fix: 'Run Docproof in the root of the repository, name it with `--root`, or correct `include` and `exclude` in the config.',
  wrong: { 'package.json': '{ "name": "silent" }' },
  right: { 'README.md': '# Title\n' },
  message: () => 'no pages were found: there is no Markdown or MDX file to check below the root',
  *check(pages) {
    if (pages.length === 0) yield { args: {} };
  },
});
