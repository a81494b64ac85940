import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

interface Args extends Record<string, string> {
  readonly link: string;
  readonly file: string;
  /** Where the browser looks; empty when that cannot be told. */
  readonly lookedFor: string;
  /** Where the page is; empty when the site does not publish it. */
  readonly address: string;
}

/** `links/not-on-site`: A link of a published page works on the site. */
export const notOnSite = defineRule<ResolvedLink, Args>({
  id: 'links/not-on-site',
  level: 'drift',
  severity: 'error',
  summary: 'A link of a published page works on the site, and not on GitHub alone.',
  why: 'GitHub resolves a relative link from the file; the browser resolves it from the address of the page. Starlight publishes `guide.md` at `/guide/` and leaves links as they are, so that a link to the file leads nowhere.',
  fix: 'Link to the address of the page, or have the site rewrite links to files. A file that the site does not publish has an address on GitHub.',
  wrong: {
    'astro.config.mjs':
      "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'Docs' })] };\n",
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](./guide.md).\n',
    'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
  },
  right: {
    'astro.config.mjs':
      "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'Docs' })] };\n",
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](/guide/).\n',
    'src/content/docs/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
  },
  message: ({ link, file, lookedFor, address }) => {
    const onGithub = `\`${link}\` works on GitHub, where it opens \`${file}\`, and not on the site`;
    if (address === '') return `${onGithub}, which does not publish that file`;
    const looks = lookedFor === '' ? 'where' : `where the browser looks at \`${lookedFor}\` while`;
    return `${onGithub}, ${looks} that page is at \`${address}\``;
  },
  *check(subject) {
    const { link } = subject;
    for (const { target, lookedFor, address, suggestion, fix } of problemsOf(subject, 'not-on-site')) {
      yield {
        args: { link: link.target ?? '', file: target, lookedFor: lookedFor ?? '', address: address ?? '' },
        location: link.location,
        suggestion,
        fixes: fix,
      };
    }
  },
});
