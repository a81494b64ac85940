import { defineRule } from '../../src/check/rule.ts';
import { problemsOf, type ResolvedLink } from './subject.ts';

const config = `import starlight from '@astrojs/starlight';

export default { integrations: [starlight({ title: 'Docs', defaultLocale: 'en', locales: { en: { label: 'English' }, fr: { label: 'Français' } } })] };
`;
const pages = {
  'astro.config.mjs': config,
  'src/content/docs/en/guide.md': '---\ntitle: Guide\n---\n\nText.\n',
  'src/content/docs/fr/guide.md': '---\ntitle: Guide\n---\n\nTexte.\n',
};

/** `links/other-locale`: A translation links to pages of its own language. */
export const otherLocale = defineRule<ResolvedLink, { target: string; locale: string }>({
  id: 'links/other-locale',
  level: 'strict',
  severity: 'warning',
  summary: 'A translation links to pages of its own language where they exist.',
  why: 'Links are easily left as they were when a page is translated. The reader then falls out of the language.',
  fix: 'Link to the translation.',
  wrong: { ...pages, 'src/content/docs/fr/start.md': '---\ntitle: Début\n---\n\nLisez le [guide](/en/guide/).\n' },
  right: { ...pages, 'src/content/docs/fr/start.md': '---\ntitle: Début\n---\n\nLisez le [guide](/fr/guide/).\n' },
  message: ({ target, locale }) =>
    `\`${target}\` leads to the language \`${locale}\` although this one has the page too`,
  *check(subject) {
    const { link } = subject;
    for (const { locale, suggestion } of problemsOf(subject, 'other-locale')) {
      yield { args: { target: link.target ?? '', locale }, location: link.location, suggestion };
    }
  },
});
