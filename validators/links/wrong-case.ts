import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

/** `links/wrong-case`: A link spells its target in the same case as the target itself. */
export const wrongCase = defineRule<ResolvedLink, { target: string; actual: string }>({
  id: 'links/wrong-case',
  level: 'drift',
  severity: 'error',
  summary: 'A link spells its target in the same case as the target itself.',
  why: 'macOS and Windows do not tell `Changelog.md` from `CHANGELOG.md`; Linux, GitHub and web servers do. Such a link works for its author and for nobody else. Browsers tell ids of sections apart by case too.',
  fix: 'Write the target as it is spelt.',
  wrong: { 'README.md': 'Read the [guide](docs/Guide.md).\n', 'docs/guide.md': '# Guide\n' },
  right: { 'README.md': 'Read the [guide](docs/guide.md).\n', 'docs/guide.md': '# Guide\n' },
  message: ({ target, actual }) => `\`${target}\` is spelt \`${actual}\``,
  *check(subject) {
    const { link } = subject;
    for (const { actual, fix } of problemsOf(subject, 'wrong-case')) {
      yield {
        args: { target: link.target ?? '', actual },
        location: link.location,
        suggestion: fix[0]?.edits[0]?.text ?? actual,
        fixes: fix,
      };
    }
  },
});
