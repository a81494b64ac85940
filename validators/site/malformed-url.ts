import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/malformed-url`: An address in the built site can be read. */
export const malformedUrl = defineRule<SiteFault, { target: string; detail: string }>({
  id: 'site/malformed-url',
  level: 'drift',
  severity: 'error',
  summary: 'An address in the built site can be read.',
  why: 'A browser follows such a link to nowhere, or not at all.',
  fix: 'Write the address as RFC 3986 has it. A percent sign of its own is `%25`.',
  wrong: { 'README.md': '# Docs\n', 'dist/index.html': '<a href="/100%/">All of it</a>\n' },
  right: {
    'README.md': '# Docs\n',
    'dist/index.html': '<a href="/100%25/">All of it</a>\n',
    'dist/100%/index.html': '<h1>All of it</h1>\n',
  },
  message: ({ target, detail }) =>
    target.trim() === ''
      ? `this link has no destination: ${detail}`
      : `\`${target}\` cannot be read as an address: ${detail}`,
  *check(fault) {
    const problem = problemOf(fault, 'malformed-url');
    if (problem) yield { args: { target: problem.target, detail: problem.detail }, ...placed(fault) };
  },
});
