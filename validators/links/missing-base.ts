import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

const config = `import starlight from '@astrojs/starlight';

export default { base: '/parser', integrations: [starlight({ title: 'Docs' })] };
`;

/** `links/missing-base`: A link from the root of the site begins with the base of the site. */
export const missingBase = defineRule<ResolvedLink, { target: string; base: string }>({
  id: 'links/missing-base',
  level: 'drift',
  severity: 'error',
  summary: 'A link from the root of the site begins with the base of the site.',
  why: 'Astro puts the base in front of no link. On the published site, below its base, a link without it leaves the docs.',
  fix: 'Put the base in front, or make the link relative.',
  wrong: {
    'astro.config.mjs': config,
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](/guide/).\n',
    'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
  },
  right: {
    'astro.config.mjs': config,
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](/parser/guide/).\n',
    'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
  },
  message: ({ target, base }) => `\`${target}\` lacks the base of the site, \`${base}\``,
  *check(subject) {
    const { link } = subject;
    for (const { base, suggestion, fix } of problemsOf(subject, 'missing-base')) {
      yield { args: { target: link.target ?? '', base }, location: link.location, suggestion, fixes: fix };
    }
  },
});
