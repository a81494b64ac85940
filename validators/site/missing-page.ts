import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/missing-page`: A link in the built site leads to a page that was built. */
export const missingPage = defineRule<SiteFault, { target: string; hint: string }>({
  id: 'site/missing-page',
  level: 'drift',
  severity: 'error',
  summary: 'A link in the built site leads to a page that was built.',
  why: 'A layout, a component or a plugin can make a link that no page has written, and a page can be left out of the build. Only the built site shows it. Whoever follows such a link is left with an error in place of the answer.',
  fix: 'Link to an address that is built, or build the page. A link that stands on many pages is in their layout or in the config of the site.',
  wrong: {
    'README.md': '# Docs\n',
    'dist/index.html': '<nav><a href="/giude/">Guide</a></nav>\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  right: {
    'README.md': '# Docs\n',
    'dist/index.html': '<nav><a href="/guide/">Guide</a></nav>\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  message: ({ target, hint }) => `the built site has no page at \`${target}\`${hint}`,
  *check(fault) {
    const problem = problemOf(fault, 'missing-page');
    if (problem)
      yield { args: { target: problem.target, hint: problem.hint }, ...placed(fault), suggestion: problem.suggestion };
  },
});
