import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/missing-anchor`: A link to a section leads to an id that the built page has. */
export const missingAnchor = defineRule<SiteFault, { target: string; anchor: string; page: string }>({
  id: 'site/missing-anchor',
  level: 'drift',
  severity: 'error',
  summary: 'A link to a section leads to an id that the built page has.',
  why: 'The browser shows the top of the page and says nothing. The built page is the only place where all ids stand: those of headings, of components and of imported pages.',
  fix: 'Use an id that the page has.',
  wrong: {
    'README.md': '# Docs\n',
    'dist/index.html': '<a href="/guide/#instal">Install</a>\n',
    'dist/guide/index.html': '<h2 id="install">Install</h2>\n',
  },
  right: {
    'README.md': '# Docs\n',
    'dist/index.html': '<a href="/guide/#install">Install</a>\n',
    'dist/guide/index.html': '<h2 id="install">Install</h2>\n',
  },
  message: ({ target, anchor, page }) =>
    page === ''
      ? `the built page has no id \`${anchor}\``
      : `the built page \`${page}\` has no id \`${anchor}\`, which \`${target}\` names`,
  *check(fault) {
    const problem = problemOf(fault, 'missing-anchor');
    if (problem)
      yield {
        args: { target: problem.target, anchor: problem.anchor, page: problem.page },
        ...placed(fault),
        suggestion: problem.suggestion,
      };
  },
});
