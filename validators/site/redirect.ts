import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/redirect`: A redirect ends, and at something that was built. */
export const redirect = defineRule<SiteFault, { from: string; to: string; fault: string }>({
  id: 'site/redirect',
  level: 'drift',
  severity: 'error',
  summary: 'A redirect ends, and at something that was built.',
  why: 'A redirect keeps old links alive. One that leads nowhere, or in a circle, breaks all of them at once.',
  fix: 'Send the reader to where the page is now.',
  wrong: {
    'README.md': '# Docs\n',
    'dist/old/index.html': '<meta http-equiv="refresh" content="0;url=/gone/">\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  right: {
    'README.md': '# Docs\n',
    'dist/old/index.html': '<meta http-equiv="refresh" content="0;url=/guide/">\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  message: ({ from, to, fault }) =>
    fault === 'loop'
      ? `the redirect of \`${from}\` to \`${to}\` leads in a circle`
      : `the redirect of \`${from}\` leads to \`${to}\`, which was not built`,
  *check(fault) {
    const problem = problemOf(fault, 'redirect');
    if (problem) yield { args: { from: problem.from, to: problem.to, fault: problem.fault }, ...placed(fault) };
  },
});
