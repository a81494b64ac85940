import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

const config = `import starlight from '@astrojs/starlight';

export default { trailingSlash: 'always', integrations: [starlight({ title: 'Docs' })] };
`;
const page = '---\ntitle: Docs\n---\n\nText.\n';

/** `site/trailing-slash`: Links in the built site end with a slash, or without one, as its config says. */
export const trailingSlash = defineRule<SiteFault, { target: string; wanted: string }>({
  id: 'site/trailing-slash',
  level: 'strict',
  severity: 'warning',
  summary: 'Links in the built site end with a slash, or without one, as its config says.',
  why: 'The other form costs the reader a redirect, and on some hosts leads to an error. `links/trailing-slash` says it of the links of the pages, this rule of those that layouts and components make.',
  fix: 'Add the slash, or take it away.',
  wrong: {
    'astro.config.mjs': config,
    'src/content/docs/index.md': page,
    'src/content/docs/guide.md': page,
    'dist/index.html': '<nav><a href="/guide">Guide</a></nav>\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  right: {
    'astro.config.mjs': config,
    'src/content/docs/index.md': page,
    'src/content/docs/guide.md': page,
    'dist/index.html': '<nav><a href="/guide/">Guide</a></nav>\n',
    'dist/guide/index.html': '<h1>Guide</h1>\n',
  },
  message: ({ target, wanted }) => `the site wants \`${target}\` ${wanted}`,
  *check(fault) {
    const problem = problemOf(fault, 'trailing-slash');
    if (problem)
      yield {
        args: { target: problem.target, wanted: problem.wanted },
        ...placed(fault),
        suggestion: problem.suggestion,
      };
  },
});
