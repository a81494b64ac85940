import { expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const config = (docs = '{}', more = ''): string =>
  `export default { url: 'https://a.example', baseUrl: '/', ${more} presets: [['classic', { docs: ${docs}, blog: false }]] };\n`;

test('addresses: numbers, slugs, ids, index files, categories of folders and React pages', async () => {
  const { lines } = await checkLinks({
    'docusaurus.config.js': config(),
    'docs/01-intro.md':
      '[1](/docs/intro) [2](/docs/guide/) [3](/docs/guide/second) [4](/docs/own) [5](/docs/guide/rel) [6](/docs/named) [7](/help) [8](/about) [9](/img/a.png) [10](pathname:///x) [11](/docs/folder)\n',
    'docs/02-guide/index.md': 'T\n',
    'docs/02-guide/2-second.md': 'T\n',
    'docs/02-guide/relative.md': '---\nslug: rel\n---\n',
    'docs/absolute.md': '---\nslug: /own\n---\n',
    'docs/id.md': '---\nid: named\n---\n',
    'docs/folder/folder.md': 'T\n',
    'docs/_partial.md': 'T\n',
    'src/pages/help.js': 'x',
    'src/pages/about.md': 'T\n',
    'static/img/a.png': 'x',
  });
  expect(lines).toEqual([]);
});

test('links to files are resolved from the file, the folder of the docs and the site', async () => {
  const { lines } = await checkLinks({
    'docusaurus.config.ts': config(),
    'docs/a/one.md':
      '[a](two.md#set) [b](../b/three.mdx) [c](/b/three.mdx) [d](@site/docs/a/two.md) [e](gone.md) [f](./two)\n',
    'docs/a/two.md': '## Heading {#set}\n',
    'docs/b/three.mdx': 'T\n',
  });
  expect(lines).toEqual(['missing-page docs/a/one.md:1:84 => ./one.md']);
});

test('versions have addresses of their own', async () => {
  const files = {
    'versions.json': '["2.0", "1.0"]',
    'docs/one.md': '[a](/docs/next/one) [b](/docs/one) [c](/docs/1.0/one)\n',
    'versioned_docs/version-2.0/one.md': 'T\n',
    'versioned_docs/version-1.0/one.md': 'T\n',
  };
  expect((await checkLinks({ ...files, 'docusaurus.config.js': config() })).lines).toEqual([]);
  const current = config("{ lastVersion: 'current', versions: { '1.0': { path: 'old' } } }");
  expect((await checkLinks({ ...files, 'docusaurus.config.js': current })).lines).toEqual([
    'missing-page docs/one.md:1:5 => /docs/2.0/one',
    'missing-page docs/one.md:1:40 => /docs/2.0/one',
  ]);
});

test('redirects of the config and of the host are addresses too', async () => {
  const { lines, ledger } = await checkLinks({
    'website/docusaurus.config.js': config(
      "{ routeBasePath: '/' }",
      "plugins: [['@docusaurus/plugin-client-redirects', { redirects: [{ from: ['/old', '/older'], to: '/one' }] }]],",
    ),
    'website/docs/one.md': '[a](/old) [b](/older) [c](/host) [d](/wild/x/y) [e](/absent)\n',
    'website/static/_redirects': '/host /one 301\n/wild/* /one 301\n/* /404.html 404\n',
  });
  expect(lines).toEqual(['missing-page website/docs/one.md:1:53']);
  expect(ledger.unverifiable).toBe(1);
});

test('plugins that are not known make addresses that cannot be told', async () => {
  const { lines, ledger } = await checkLinks({
    'docusaurus.config.js':
      "module.exports = { plugins: ['./plugins/changelog'], presets: [['classic', { docs: {}, blog: {} }]] };\n",
    'docs/one.md': '[a](/changelog/v1) [b](/docs/gone)\n',
    'docs/two/three.md': 'T\n',
  });
  expect(lines).toEqual(['missing-page docs/one.md:1:24 => /docs/one']);
  expect(ledger.unverifiable).toBe(1);
});

test('posts have addresses of their slug, or of their date and name; lists and feeds are addresses too', async () => {
  const post = (front = ''): string => (front === '' ? '## Part\n' : `---\n${front}\n---\n\n## Part\n`);
  const { lines, ledger } = await checkLinks({
    'docusaurus.config.js':
      "module.exports = { presets: [['classic', { docs: {}, blog: { routeBasePath: 'news', tagsBasePath: 'topics' } }]] };\n",
    'docs/one.md': [
      '[1](/news/2020/01/01/hello#part) [2](/news/2020/02/03/folder) [3](/news/2021/04/05/inside/named)',
      '[4](/news/own) [5](/news/plain/notes) [6](/news/2020/01/01/slugged)',
      '[7](/news) [8](/news/archive) [9](/news/topics/any) [10](/news/page/2) [11](/news/rss.xml) [12](/news/tags/any)',
      '[13](/news/2020/01/01/hello#gone) [14](/news/2020/01/01/gone) [15](../blog/2020-01-01-hello.md#part)',
    ].join('\n\n'),
    'blog/2020-01-01-hello.md': `[own](#part) [docs](/docs/one) [next](./plain/notes.md)\n\n${post()}`,
    'blog/2020-02-03-folder/index.md': post(),
    'blog/inside/2021-04-05-named.mdx': post(),
    'blog/2020-01-01-slugged.md': post('slug: /own'),
    'blog/plain/notes.md': post(),
  });
  expect(lines).toEqual([
    'missing-page docs/one.md:3:43',
    'missing-page docs/one.md:5:97',
    'missing-anchor docs/one.md:7:6',
    'missing-page docs/one.md:7:40',
  ]);
  expect(ledger.reasons['blog may make its page']).toBe(2);
});

test('lists of categories have the address that sidebars and folders say, or that of their label', async () => {
  const sidebars = `module.exports = { docs: [{ type: 'category', label: 'How To', link: { type: 'generated-index' }, items: [
    { type: 'category', label: 'Deep', link: { type: 'generated-index', slug: '/deep' }, items: ['one'] },
    { type: 'category', label: 'Plain', items: ['one'] }] }] };`;
  const { lines } = await checkLinks({
    'docusaurus.config.js':
      "module.exports = { presets: [['classic', { docs: { sidebarPath: require.resolve('./side.js') } }]] };\n",
    'side.js': sidebars,
    'versions.json': '["1.0"]',
    'versioned_sidebars/version-1.0-sidebars.json':
      '{ "docs": [{ "type": "category", "label": "Old Ones", "link": { "type": "generated-index" }, "items": [] }] }',
    'versioned_docs/version-1.0/one.md': 'T\n',
    'docs/one.md': [
      '[1](/docs/next/category/how-to) [2](/docs/next/deep) [3](/docs/next/category/plain)',
      '[4](/docs/category/old-ones) [5](/docs/next/category/in-a-folder) [6](/docs/next/own)',
    ].join('\n\n'),
    'docs/folder/_category_.json': '{ "label": "In a Folder", "link": { "type": "generated-index" } }',
    'docs/other/_category_.yml': 'label: Other\nlink:\n  type: generated-index\n  slug: /own\n',
    'docs/folder/two.md': 'T\n',
    'docs/other/three.md': 'T\n',
  });
  expect(lines).toEqual(['missing-page docs/one.md:1:58']);
});

test('translations are looked through from the root of their version', async () => {
  const { lines } = await checkLinks({
    'docusaurus.config.js': "module.exports = { presets: [['classic', {}]] };\n",
    'docs/one.md': 'T\n',
    'i18n/fr/docusaurus-plugin-content-docs/current/a/two.md': '[1](api.md) [2](gone.md)\n',
    'i18n/fr/docusaurus-plugin-content-docs/current/api.md': 'T\n',
  });
  expect(lines).toEqual(['missing-page i18n/fr/docusaurus-plugin-content-docs/current/a/two.md:1:17']);
});

test('every page has an address in every language', async () => {
  const { lines } = await checkLinks({
    'docusaurus.config.js':
      "module.exports = { i18n: { defaultLocale: 'en', locales: ['en', 'fr'] }, presets: [['classic', {}]] };\n",
    'docs/one.md': '[1](/fr/docs/one) [2](/fr/docs/gone) [3](/de/docs/one) [4](/en/docs/one)\n',
  });
  expect(lines).toEqual([
    'missing-page docs/one.md:1:23 => /docs/one',
    'missing-page docs/one.md:1:42 => /docs/one',
    'missing-page docs/one.md:1:60 => /docs/one',
  ]);
});

test('parts are named with escapes, and link from the addresses of the pages that take them in', async () => {
  const { lines, ledger } = await checkLinks({
    'docusaurus.config.js': "module.exports = { presets: [['classic', {}]] };\n",
    'docs/a/one.mdx': "import Part from './\\_part.mdx';\n\n<Part />\n\n[1](#inside) [2](#gone)\n",
    'docs/a/two.mdx': 'T\n',
    'docs/a/_part.mdx': '## Inside\n\n[1](two) [2](gone)\n',
  });
  expect(lines).toEqual(['missing-page docs/a/_part.mdx:3:14 => /docs/a/one', 'missing-anchor docs/a/one.mdx:5:18']);
  expect(ledger.unverifiable).toBe(0);
});

test('a suggestion begins with the base where the link does, for Docusaurus puts it in front of others', async () => {
  const { lines } = await checkLinks({
    'docusaurus.config.js':
      "module.exports = { url: 'https://a.example', baseUrl: '/x/', presets: [['classic', {}]] };\n",
    'docs/guide.md': 'T\n',
    'docs/intro.md': '[1](/docs/giude) [2](/x/docs/giude)\n',
  });
  expect(lines).toEqual([
    'missing-page docs/intro.md:1:5 => /docs/guide',
    'missing-page docs/intro.md:1:22 => /x/docs/guide',
  ]);
});

test('versions that are listed no more are read as those of another deployment', async () => {
  const { lines } = await checkLinks({
    'docusaurus.config.js': "module.exports = { presets: [['classic', {}]] };\n",
    'versions.json': '["2.0"]\n',
    'docs/a.md': 'T\n',
    'versioned_docs/version-2.0/a.md': '[1](./b) [2](./gone)\n',
    'versioned_docs/version-2.0/b.md': 'T\n',
    'versioned_docs/version-1.0/a.md': '[1](./b) [2](../api/any) [3](./gone.md) [4](b.md#none) ![5](/img/a.png)\n',
    'versioned_docs/version-1.0/b.md': '## Some {#own}\n\n[1](#own)\n',
    'static/img/a.png': 'x',
  });
  expect(lines).toEqual([
    'missing-page versioned_docs/version-1.0/a.md:1:30',
    'missing-anchor versioned_docs/version-1.0/a.md:1:45',
    'missing-page versioned_docs/version-2.0/a.md:1:14',
  ]);
});
