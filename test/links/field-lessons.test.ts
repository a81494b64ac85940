import { expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

// What public repositories do that made right links look broken.

const page = (text: string): string => `---\ntitle: T\n---\n\n${text}\n`;
const docs = 'src/content/docs';
const starlight = (options: string, more = ''): Readonly<Record<string, string>> => ({
  'astro.config.mjs': `import starlight from '@astrojs/starlight';\n${more}export default { integrations: [starlight({ ${options} })] };\n`,
});

test('languages may stand in a file of JSON that the config imports', async () => {
  const files = {
    'locales.json': '{ "root": { "label": "English", "lang": "en" }, "fr": { "label": "Français" } }\n',
    [`${docs}/start.md`]: page('T'),
    [`${docs}/fr/index.md`]: page('[1](/fr/start/) [2](/fr/gone/)'),
  };
  const { lines } = await checkLinks({ ...files, ...starlight('locales', "import locales from './locales.json';\n") });
  expect(lines).toEqual([`missing-page ${docs}/fr/index.md:5:21`]);
});

test('VitePress makes an id of the anchor that a link in Markdown names, and of none in HTML', async () => {
  const { lines } = await checkLinks({
    '.vitepress/config.ts': 'export default {}\n',
    'one.md':
      '## 지연 평가\n\n## What’s New?\n\n[1](#지연-평가) [2](#What’s-New?) [3](two#Some%20Part) [4](#gone)\n\n<a href="#지연-평가">5</a>\n',
    'two.md': '## Some part\n',
  });
  expect(lines.map((line) => line.replace(/ =>.*/, ''))).toEqual([
    'missing-anchor one.md:5:56',
    'missing-anchor one.md:7:10',
  ]);
});

test('a page whose name has a dot may be made by a build, when git ignores its folder', async () => {
  const { lines, ledger } = await checkLinks({
    '.vitepress/config.ts': 'export default {}\n',
    '.gitignore': 'reference\n',
    'one.md': '[1](/reference/Interface.Plugin#name) [2](/other/Interface.Plugin)\n',
  });
  expect(lines).toEqual(['missing-file one.md:1:43']);
  expect(ledger.unverifiable).toBe(1);
});

test('a plugin that is named after a folder lists the pages in it', async () => {
  const { lines, ledger } = await checkLinks({
    ...starlight('plugins: [starlightBlog()]', "import starlightBlog from 'starlight-blog';\n"),
    [`${docs}/blog/post.md`]: page('T'),
    [`${docs}/guide/use.md`]: page('T'),
    [`${docs}/index.md`]: page('[1](/blog/) [2](/blog/tags/new/) [3](/blog/2/) [4](/blog/psot/) [5](/guide/)'),
  });
  expect(lines).toEqual([`missing-page ${docs}/index.md:5:52 => /blog/post`, `missing-page ${docs}/index.md:5:69`]);
  expect(ledger.reasons['starlightBlog may make its page']).toBe(3);
});

test('a page that a script names by its file may be written by it', async () => {
  const { lines } = await checkLinks({
    ...starlight(''),
    'packages/cli/build.ts': "writeFileSync('../../src/content/docs/reference/cli.mdx', text);\n",
    [`${docs}/reference/config.md`]: page('T'),
    [`${docs}/index.md`]: page('[1](/reference/cli/) [2](/reference/clj/)'),
  });
  expect(lines.map((line) => line.replace(/ =>.*/, ''))).toEqual([`missing-page ${docs}/index.md:5:26`]);
});

test('redirects that code of the config makes lead to what it names', async () => {
  const { lines, ledger } = await checkLinks({
    'docusaurus.config.js':
      "const renames = { 'new-name': ['old-name'] };\nmodule.exports = { presets: [['classic', {}]], plugins: [['@docusaurus/plugin-client-redirects', { createRedirects(to) { return renames[to]; } }]] };\n",
    'docs/new-name.md': 'T\n',
    'docs/index.md': '[1](/docs/old-name) [2](/docs/older-name)\n',
  });
  expect(lines.map((line) => line.replace(/ =>.*/, ''))).toEqual(['missing-page docs/index.md:1:25']);
  expect(ledger.reasons['docusaurus.config.js names it where it makes redirects']).toBe(1);
});

test('Markdown that comments of the source take in is read where they are shown', async () => {
  const text = '[1](/guide) [2](../gone.md) [3](../options.ts) [4](option.md) [5](../docs) [6](../notes)\n';
  const files = {
    '.vitepress/config.ts': 'export default { srcDir: "docs" }\n',
    'docs/guide.md': 'T\n',
    'packages/a/src/docs/option.md': text,
    'packages/a/src/notes/option.md': `${text}\nMore.\n`,
    'packages/a/src/options.ts': '/** {@include ./docs/option.md} */\nexport const option = 1;\n',
  };
  const { lines, ledger } = await checkLinks(files);
  expect(lines.map((line) => line.replace(/ =>.*/, ''))).toEqual([
    'not-on-github packages/a/src/notes/option.md:1:5',
    'missing-page packages/a/src/notes/option.md:1:17',
  ]);
  expect(ledger.reasons['packages/a/src/options.ts takes its page into its comments']).toBe(2);
});

test('a component that renders other Markdown has the sections of that', async () => {
  const component = (body: string): string => `---\n${body}\n---\n<Fragment set:html={code} />\n`;
  const { lines } = await checkLinks({
    ...starlight(''),
    'src/components/Table.astro': component(
      "const code = (await createMarkdownProcessor()).render(await read('a.md'));",
    ),
    'src/components/Icon.astro': component("const code = icons['a'];"),
    [`${docs}/a.mdx`]: page("import Table from '../../components/Table.astro';\n\n<Table />\n\n[1](#section)"),
    [`${docs}/b.mdx`]: page("import Icon from '../../components/Icon.astro';\n\n<Icon />\n\n[1](#section)"),
  });
  expect(lines).toEqual([`missing-anchor ${docs}/b.mdx:9:5`]);
});

test('the marks of a list of contributors that a program keeps lead nowhere, and are meant to', async () => {
  const { lines, ledger } = await checkLinks({
    'README.md': [
      '[1](#translation-ann)',
      '<!-- ALL-CONTRIBUTORS-LIST:START - Do not remove or modify this section -->',
      '<table><tr><td><a href="#translation-ann" title="Translation">x</a> <a href="gone.md">y</a></td></tr></table>',
      '<!-- ALL-CONTRIBUTORS-LIST:END -->',
      '',
      '[2](#translation-ann)',
      '',
    ].join('\n'),
  });
  expect(lines).toEqual([
    'missing-anchor README.md:1:5',
    'missing-page README.md:3:78',
    'missing-anchor README.md:6:5',
  ]);
  expect(ledger.reasons['a mark in a list of contributors that a program keeps']).toBe(1);
});

test.each([
  ['VuePress', 'docs/.vuepress/config.js'],
  ['docsify', 'docs/_sidebar.md'],
  ['MkDocs', 'mkdocs.yml'],
  ['Mintlify', 'docs/mint.json'],
])('pages of %s have ids and addresses of their own, those around them have not', async (_, config) => {
  const text = '# T\n\n## Strict <Badge text="new"/>\n\n[1](#strict) [2](#gone) [3](other) ![4](/img/a.png)\n';
  const files = { [config]: '', 'docs/other.md': '# O\n', 'docs/.vuepress/public/img/a.png': 'x' };
  const { lines } = await checkLinks({ ...files, 'docs/README.md': text, 'lib/README.md': `${text}L\n` });
  expect(lines).toEqual([
    'missing-anchor docs/README.md:5:18',
    'missing-anchor lib/README.md:5:5 => #strict-',
    'missing-anchor lib/README.md:5:18',
    'missing-page lib/README.md:5:29',
    'missing-file lib/README.md:5:41 => ../docs/.vuepress/public/img/a.png',
  ]);
});

test('the title of a component heads what it shows, where the site is made elsewhere', async () => {
  const text = page('<Step title="Set up DNS">\n\nT\n\n</Step>\n\n[1](#set-up-dns) [2](#set-up)');
  expect((await checkLinks({ 'docs/one.mdx': text })).lines).toEqual(['missing-anchor docs/one.mdx:11:22']);
});

test('a component whose addresses lead nowhere has addresses of its own, and its pages are believed', async () => {
  const uses = Array.from({ length: 12 }, (_, at) => `<ApiLink to="core/class/C${at}">C</ApiLink>`).join('\n\n');
  const files = {
    'docusaurus.config.js': "module.exports = { presets: [['classic', {}]] };\n",
    'docs/two.mdx': '<ApiLink to="core/class/D">C</ApiLink>\n\n[1](./gone.md) <Card to="/docs/onne">2</Card>\n',
    'docs/one.mdx': `${uses}\n`,
  };
  const { lines, ledger } = await checkLinks(files);
  expect(lines).toEqual(['missing-page docs/two.mdx:3:5 => ./one.mdx', 'missing-page docs/two.mdx:3:26 => /docs/one']);
  expect(ledger.reasons['what <ApiLink> does with its address is not known']).toBe(13);
});

test('mdBook has its pages in a folder below its config', async () => {
  const text = '# T\n\n## A & B\n\n[1](#a-b)\n';
  const { lines } = await checkLinks({ 'book/book.toml': '', 'book/src/one.md': text, 'book/notes.md': `${text}\n` });
  expect(lines).toEqual(['missing-anchor book/notes.md:5:5 => #a--b']);
});

test('pages that use such a component often are believed where they link by themselves', async () => {
  const files: Record<string, string> = {
    'docusaurus.config.js': "module.exports = { presets: [['classic', {}]] };\n",
  };
  const uses = Array.from({ length: 5 }, (_, at) => `<ApiLink to="core/class/C${at}">C</ApiLink>`).join('\n\n');
  for (let number = 0; number < 6; number += 1) files[`docs/p${number}.mdx`] = `Page ${number}\n\n${uses}\n`;
  files['docs/p6.mdx'] = '[1](./gone.md)\n';
  expect((await checkLinks(files)).lines).toEqual(['missing-page docs/p6.mdx:1:5']);
});
