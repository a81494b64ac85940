import { defineRule } from '../../src/check/rule.ts';
import { placed, problemOf, type SiteFault } from './subject.ts';

/** `site/sitemap-entry`: What a sitemap or `robots.txt` names was built. */
export const sitemapEntry = defineRule<SiteFault, { file: string; address: string }>({
  id: 'site/sitemap-entry',
  level: 'drift',
  severity: 'error',
  summary: 'What a sitemap or `robots.txt` names was built.',
  why: 'Search engines take the sitemap at its word, and send readers to pages that are gone.',
  fix: 'Make the sitemap anew with the site, or take the entry out.',
  wrong: {
    'README.md': '# Docs\n',
    'dist/guide/index.html': '<link rel="canonical" href="https://docs.example/guide/">\n<h1>Guide</h1>\n',
    'dist/sitemap.xml':
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n<url><loc>https://docs.example/giude/</loc></url>\n</urlset>\n',
  },
  right: {
    'README.md': '# Docs\n',
    'dist/guide/index.html': '<link rel="canonical" href="https://docs.example/guide/">\n<h1>Guide</h1>\n',
    'dist/sitemap.xml':
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n<url><loc>https://docs.example/guide/</loc></url>\n</urlset>\n',
  },
  message: ({ file, address }) => `${file} names \`${address}\`, which was not built`,
  *check(fault) {
    const problem = problemOf(fault, 'sitemap-entry');
    if (problem)
      yield {
        args: { file: problem.file, address: problem.address },
        ...placed(fault),
        suggestion: problem.suggestion,
      };
  },
});
