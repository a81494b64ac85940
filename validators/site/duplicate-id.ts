import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/duplicate-id`: An id stands once on its page. */
export const duplicateId = defineRule<SiteFault, { id: string }>({
  id: 'site/duplicate-id',
  level: 'drift',
  severity: 'warning',
  summary: 'An id stands once on its page.',
  why: 'Labels, scripts and assistive technology find an element by its id, and take the first. The HTML standard forbids a second.',
  fix: 'Give one of them another id. An id that stands twice on many pages is in their layout.',
  wrong: { 'README.md': '# Docs\n', 'dist/index.html': '<p id="note">One</p>\n<p id="note">Two</p>\n' },
  right: { 'README.md': '# Docs\n', 'dist/index.html': '<p id="note">One</p>\n<p id="other-note">Two</p>\n' },
  message: ({ id }) => `the built page has the id \`${id}\` more than once`,
  *check(fault) {
    const problem = problemOf(fault, 'duplicate-id');
    if (problem) yield { args: { id: problem.id }, ...placed(fault) };
  },
});
