import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

/** `links/missing-anchor`: A link to a section leads to one that exists. */
export const missingAnchor = defineRule<ResolvedLink, { link: string; anchor: string; target: string; hint: string }>({
  id: 'links/missing-anchor',
  level: 'drift',
  severity: 'error',
  summary: 'A link to a section leads to one that exists.',
  why: 'The id of a section is made of its heading, so that rewording the heading breaks every link to it. The browser then shows the top of the page and says nothing.',
  fix: 'Use the id that the heading has now.',
  wrong: { 'README.md': '# Parser\n\nSee [options](#option).\n\n## Options\n' },
  right: { 'README.md': '# Parser\n\nSee [options](#options).\n\n## Options\n' },
  message: ({ link, anchor, target, hint }) =>
    target === '' && link.startsWith('#')
      ? `this page has no anchor \`#${anchor}\`${hint}`
      : `${target === '' ? 'this page' : `\`${target}\``} has no anchor \`#${anchor}\`, which \`${link}\` names${hint}`,
  *check(subject) {
    const { link } = subject;
    for (const { fragment, target, suggestion, hint, fix } of problemsOf(subject, 'missing-anchor')) {
      yield {
        args: { link: link.target ?? '', anchor: fragment, target, hint },
        location: link.location,
        suggestion,
        fixes: fix ?? [],
      };
    }
  },
});
