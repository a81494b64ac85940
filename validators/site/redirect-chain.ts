import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/redirect-chain`: A redirect leads to its page in one step. */
export const redirectChain = defineRule<SiteFault, { from: string; through: readonly string[] }>({
  id: 'site/redirect-chain',
  level: 'drift',
  severity: 'warning',
  summary: 'A redirect leads to its page in one step.',
  why: 'Each further step makes the reader wait, and search engines give up after a few.',
  fix: 'Let the redirect lead to the last page of the chain.',
  wrong: {
    'README.md': '# Docs\n',
    'dist/older/index.html': '<meta http-equiv="refresh" content="0;url=/old/">\n',
    'dist/old/index.html': '<meta http-equiv="refresh" content="0;url=/guide/">\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  right: {
    'README.md': '# Docs\n',
    'dist/older/index.html': '<meta http-equiv="refresh" content="0;url=/guide/">\n',
    'dist/old/index.html': '<meta http-equiv="refresh" content="0;url=/guide/">\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  message: ({ from, through }) =>
    `the redirect of \`${from}\` takes ${through.length} steps: ${through.map((step) => `\`${step}\``).join(', ')}`,
  *check(fault) {
    const problem = problemOf(fault, 'redirect-chain');
    if (problem)
      yield {
        args: { from: problem.from, through: problem.through },
        ...placed(fault),
        suggestion: problem.through.at(-1),
      };
  },
});
