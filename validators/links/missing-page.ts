import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

/** `links/missing-page`: A link to a page leads to one that exists. */
export const missingPage = defineRule<ResolvedLink, { target: string; hint: string }>({
  id: 'links/missing-page',
  level: 'drift',
  severity: 'error',
  summary: 'A link to a page leads to one that exists.',
  why: 'Pages are moved and renamed more often than the links to them are looked for. Whoever follows such a link is left with an error in place of the answer.',
  fix: 'Link to where the page is now, or take the link away.',
  wrong: { 'README.md': 'Read the [guide](docs/giude.md).\n', 'docs/guide.md': '# Guide\n' },
  right: { 'README.md': 'Read the [guide](docs/guide.md).\n', 'docs/guide.md': '# Guide\n' },
  message: ({ target, hint }) => `there is no page at \`${target}\`${hint}`,
  *check(subject) {
    const { link } = subject;
    for (const { suggestion, hint, fix } of problemsOf(subject, 'missing-page')) {
      yield { args: { target: link.target ?? '', hint }, location: link.location, suggestion, fixes: fix ?? [] };
    }
  },
});
