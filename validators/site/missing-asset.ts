import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/missing-asset`: A picture, script, style sheet or download that a built page names was built. */
export const missingAsset = defineRule<SiteFault, { target: string; hint: string }>({
  id: 'site/missing-asset',
  level: 'drift',
  severity: 'error',
  summary: 'A picture, script, style sheet or download that a built page names was built.',
  why: 'A browser shows a broken picture or a page without its style, and says so to nobody but the reader.',
  fix: 'Put the file where the address says, or correct the address.',
  wrong: {
    'README.md': '# Docs\n',
    'dist/index.html': '<img src="/logo.png" alt="Logo">\n',
    'dist/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
  },
  right: {
    'README.md': '# Docs\n',
    'dist/index.html': '<img src="/logo.svg" alt="Logo">\n',
    'dist/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
  },
  message: ({ target, hint }) => `the built site has no file at \`${target}\`${hint}`,
  *check(fault) {
    const problem = problemOf(fault, 'missing-asset');
    if (problem)
      yield { args: { target: problem.target, hint: problem.hint }, ...placed(fault), suggestion: problem.suggestion };
  },
});
