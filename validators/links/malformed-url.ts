import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

/** `links/malformed-url`: The destination of a link is an address. */
export const malformedUrl = defineRule<ResolvedLink, { target: string; detail: string }>({
  id: 'links/malformed-url',
  level: 'drift',
  severity: 'error',
  summary: 'The destination of a link is an address.',
  why: 'Browsers guess differently at addresses that are none, and some sites refuse to build with them.',
  fix: 'Correct the address. A percent sign that stands for itself is written `%25`.',
  wrong: { 'README.md': 'Save [100% of it](docs/100%of-it.md).\n' },
  right: { 'README.md': 'Save [100% of it](docs/100%25of-it.md).\n', 'docs/100%of-it.md': '# All of it\n' },
  message: ({ target, detail }) =>
    target.trim() === '' ? `this link has no destination: ${detail}` : `\`${target}\` is no address: ${detail}`,
  *check(subject) {
    const { link } = subject;
    for (const { detail } of problemsOf(subject, 'malformed-url')) {
      yield { args: { target: link.target ?? '', detail }, location: link.location };
    }
  },
});
