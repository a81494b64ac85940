import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/duplicate-anchor`: An id that something links to stands once on its page. */
export const duplicateAnchor = defineRule<SiteFault, { id: string }>({
  id: 'site/duplicate-anchor',
  level: 'drift',
  severity: 'error',
  summary: 'An id that something links to stands once on its page.',
  why: 'A browser goes to the first of them. The link to the second shows the wrong section, and looks right to whoever wrote it.',
  fix: 'Give one of them another id.',
  wrong: {
    'README.md': '# Docs\n',
    'dist/index.html': '<a href="#use">Use</a>\n<h2 id="use">Use</h2>\n<h2 id="use">Use it again</h2>\n',
  },
  right: {
    'README.md': '# Docs\n',
    'dist/index.html': '<a href="#use">Use</a>\n<h2 id="use">Use</h2>\n<h2 id="use-again">Use it again</h2>\n',
  },
  message: ({ id }) => `the built page has the id \`${id}\` more than once, and a link leads to it`,
  *check(fault) {
    const problem = problemOf(fault, 'duplicate-anchor');
    if (problem) yield { args: { id: problem.id }, ...placed(fault) };
  },
});
