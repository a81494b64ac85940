import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

/** `links/anchor-case`: A link to a section spells its id as the heading makes it. */
export const anchorCase = defineRule<ResolvedLink, { target: string; actual: string }>({
  id: 'links/anchor-case',
  level: 'drift',
  severity: 'warning',
  summary: 'A link to a section, in a page that GitHub shows, spells the id in lower case.',
  why: 'GitHub finds the section in any case. Package registries, editors and documentation sites that show the same file leave it to the browser, which does not.',
  fix: 'Write the id in lower case, as the heading makes it.',
  wrong: { 'README.md': '# Parser\n\nSee [options](#Options).\n\n## Options\n' },
  right: { 'README.md': '# Parser\n\nSee [options](#options).\n\n## Options\n' },
  message: ({ target, actual }) => `\`${target}\` is spelt \`${actual}\`: GitHub finds it in any case, others do not`,
  *check(subject) {
    const { link } = subject;
    for (const { actual, fix } of problemsOf(subject, 'anchor-case')) {
      yield {
        args: { target: link.target ?? '', actual },
        location: link.location,
        suggestion: fix[0]?.edits[0]?.text ?? actual,
        fixes: fix,
      };
    }
  },
});
