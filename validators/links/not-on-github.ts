import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

const site = {
  'astro.config.mjs':
    "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'Docs' })] };\n",
  'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
};

/** `links/not-on-github`: A link of a page that GitHub shows works there. */
export const notOnGithub = defineRule<ResolvedLink, { link: string; file: string }>({
  id: 'links/not-on-github',
  level: 'drift',
  severity: 'error',
  summary: 'A link of a page that is read on GitHub works there, and not on the site alone.',
  why: 'A link that begins with a slash starts at the root of the site on the site, and at the root of the repository on GitHub. What was copied from a page of the site to a README leads nowhere.',
  fix: 'Link to the file, or write the full address of the page on the site.',
  wrong: { ...site, 'README.md': 'Read the [guide](/guide/).\n' },
  right: { ...site, 'README.md': 'Read the [guide](./src/content/docs/guide.md).\n' },
  message: ({ link, file }) =>
    `\`${link}\` works on the site, which serves \`${file}\` there, and not on GitHub, where a slash leads to the root of the repository`,
  *check(subject) {
    const { link } = subject;
    for (const { target, suggestion, fix } of problemsOf(subject, 'not-on-github')) {
      yield { args: { link: link.target ?? '', file: target }, location: link.location, suggestion, fixes: fix };
    }
  },
});
