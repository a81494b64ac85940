import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

const config = `import starlight from '@astrojs/starlight';

export default { trailingSlash: 'always', integrations: [starlight({ title: 'Docs' })] };
`;

/** `links/trailing-slash`: Links end as the site's config says. */
export const trailingSlash = defineRule<ResolvedLink, { target: string; wanted: string }>({
  id: 'links/trailing-slash',
  level: 'strict',
  severity: 'warning',
  summary: 'Links end with a slash, or without one, as the config of the site says.',
  why: 'The other form costs the reader a redirect, and on some hosts leads to an error. Relative links on a page are resolved differently in both.',
  fix: 'Add the slash, or take it away.',
  wrong: {
    'astro.config.mjs': config,
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](/guide).\n',
    'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
  },
  right: {
    'astro.config.mjs': config,
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](/guide/).\n',
    'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
  },
  message: ({ target, wanted }) => `the site wants \`${target}\` ${wanted}`,
  *check(subject) {
    const { link } = subject;
    for (const { wanted, suggestion, fix } of problemsOf(subject, 'trailing-slash')) {
      yield { args: { target: link.target ?? '', wanted }, location: link.location, suggestion, fixes: fix };
    }
  },
});
