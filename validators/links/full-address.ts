import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

const site = {
  'astro.config.mjs':
    "import starlight from '@astrojs/starlight';\nexport default { site: 'https://docs.example.org', integrations: [starlight({ title: 'Docs' })] };\n",
  'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
};

/** `links/full-address`: A link within the site leaves out the site's own address. */
export const fullAddress = defineRule<ResolvedLink, { target: string }>({
  id: 'links/full-address',
  level: 'strict',
  severity: 'warning',
  summary: 'A link within the site leaves out the address of the site.',
  why: 'On a preview, in a local build and after a move of the site, such a link leads away to the published pages, which may be older or gone.',
  fix: 'Begin the link with a slash.',
  wrong: {
    ...site,
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](https://docs.example.org/guide/).\n',
  },
  right: { ...site, 'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](/guide/).\n' },
  message: ({ target }) => `\`${target}\` leads to a page of this site by its full address`,
  *check(subject) {
    const { link } = subject;
    for (const { suggestion, fix } of problemsOf(subject, 'full-address')) {
      yield { args: { target: link.target ?? '' }, location: link.location, suggestion, fixes: fix };
    }
  },
});
