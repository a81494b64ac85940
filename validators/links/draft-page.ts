import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

const config = `import starlight from '@astrojs/starlight';

export default { integrations: [starlight({ title: 'Docs' })] };
`;

/** `links/draft-page`: A published page links to no draft. */
export const draftPage = defineRule<ResolvedLink, { target: string; file: string }>({
  id: 'links/draft-page',
  level: 'drift',
  severity: 'error',
  summary: 'A published page links to no draft.',
  why: 'Drafts are shown while writing and left out of the build, so that the link works until it is published.',
  fix: 'Publish the draft first, or leave the link out until then.',
  wrong: {
    'astro.config.mjs': config,
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](/guide/).\n',
    'src/content/docs/guide.md': '---\ntitle: Guide\ndraft: true\n---\n\nText.\n',
  },
  right: {
    'astro.config.mjs': config,
    'src/content/docs/start.md': '---\ntitle: Start\n---\n\nRead the [guide](/guide/).\n',
    'src/content/docs/guide.md': '---\ntitle: Guide\ndraft: false\n---\n\nText.\n',
  },
  message: ({ target, file }) => `\`${target}\` leads to a draft, \`${file}\`, which is not published`,
  *check(subject) {
    const { link } = subject;
    for (const { target } of problemsOf(subject, 'draft-page')) {
      yield { args: { target: link.target ?? '', file: target }, location: link.location };
    }
  },
});
