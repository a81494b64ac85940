import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/wrong-case`: A link in the built site spells its target exactly as it was built. */
export const wrongCase = defineRule<SiteFault, { target: string; actual: string }>({
  id: 'site/wrong-case',
  level: 'drift',
  severity: 'error',
  summary: 'A link in the built site spells its target exactly as it was built.',
  why: 'Web servers and browsers tell upper case from lower case, in addresses and in ids, and an accented letter from a letter with an accent behind it. The disks of macOS and Windows do not, so that such a link works for its author only.',
  fix: 'Write the target as it is spelt.',
  wrong: {
    'README.md': '# Docs\n',
    'dist/index.html': '<a href="/Guide/">Guide</a>\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  right: {
    'README.md': '# Docs\n',
    'dist/index.html': '<a href="/guide/">Guide</a>\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  message: ({ target, actual }) => `\`${target}\` is spelt \`${actual}\` in the built site`,
  *check(fault) {
    const problem = problemOf(fault, 'wrong-case');
    if (problem)
      yield { args: { target: problem.target, actual: problem.actual }, ...placed(fault), suggestion: problem.actual };
  },
});
