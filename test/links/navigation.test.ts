import { expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const page = '---\ntitle: T\n---\n\nText.\n';

test('the sidebar and the redirects of Starlight are links, at their place in the config', async () => {
  const config = [
    "import more from './more.js';",
    "const group = { label: 'G', items: ['guide', 'absent'] };",
    'export default defineConfig({',
    "  base: '/lib',",
    "  redirects: { '/old': '/guide/', '/older': { status: 301, destination: '/nowhere/' }, '/out': 'https://a.example' },",
    '  integrations: [starlight({ sidebar: [',
    '    group, ...more,',
    "    { slug: 'deep/one' }, { slug: 'deep/two' }, { link: '/guide/' }, { link: '/guise/' }, { link: 'https://a.example' },",
    "    { autogenerate: { directory: 'deep' } }, { autogenerate: { directory: 'empty' } },",
    '  ] })],',
    '});',
    '',
  ].join('\n');
  const { lines, ledger } = await checkLinks({
    'astro.config.mjs': config,
    'src/content/docs/guide.md': page,
    'src/content/docs/deep/one.md': page,
  });
  expect(lines).toEqual([
    'missing-page astro.config.mjs:2:47',
    'missing-page astro.config.mjs:5:74',
    'missing-page astro.config.mjs:8:36',
    'missing-page astro.config.mjs:8:79 => /guide',
    'missing-page astro.config.mjs:9:76',
  ]);
  expect(ledger.checked).toBe(0);
});

test('the navigation of VitePress and Docusaurus is checked too', async () => {
  const vitepress = await checkLinks({
    '.vitepress/config.ts':
      "export default { themeConfig: { nav: [{ link: '/one' }, { link: '/gone' }], sidebar: { '/a/': { base: '/a/', items: [{ link: 'x' }] } } } }\n",
    'one.md': 'T\n',
  });
  expect(vitepress.lines).toEqual(['missing-page .vitepress/config.ts:1:66 => /one']);
  // The base is put in front of these by the generator, so that no suggestion and no fix has it.
  const based = await checkLinks({
    '.vitepress/config.ts':
      "export default { base: '/lib/', themeConfig: { nav: [{ link: '/onne' }, { link: '/One' }] } }\n",
    'one.md': 'T\n',
  });
  expect(based.lines).toEqual([
    'missing-page .vitepress/config.ts:1:63 => /one',
    'wrong-case .vitepress/config.ts:1:82 => /one',
  ]);
  const docusaurus = await checkLinks({
    'docusaurus.config.js':
      "module.exports = { themeConfig: { navbar: { items: [{ to: '/docs/one' }, { to: '/docs/onne' }, { href: 'https://a.example' }] } }, presets: [['classic', {}]] };\n",
    'docs/one.md': 'T\n',
  });
  expect(docusaurus.lines).toEqual(['missing-page docusaurus.config.js:1:81 => /docs/one']);
});

test('links of the header and the address of the sources are those of Starlight too', async () => {
  const check = async (options: string, root = ''): Promise<readonly string[]> => {
    const { lines } = await checkLinks({
      'package.json': '{ "name": "lib", "repository": "acme/lib" }',
      [`${root}astro.config.mjs`]: `export default defineConfig({ base: '/lib', integrations: [starlight({ ${options} })] });\n`,
      [`${root}src/content/docs/guide.md`]: page,
    });
    return lines;
  };
  expect(
    await check("social: [{ href: '/lib/guide/' }, { href: '/lib/gone/' }, { href: 'https://a.example' }]"),
  ).toEqual(['missing-page astro.config.mjs:1:115']);
  const edit = (path: string): string => `editLink: { baseUrl: 'https://github.com/acme/lib/edit/main/${path}' }`;
  const right = ['https://github.com/acme/lib/edit/main/', 'https://github.com/acme/lib/edit/main/docs/'];
  expect(await check(edit(''))).toEqual([]);
  expect(await check(edit('docs/'))).toEqual([`missing-page astro.config.mjs:1:94 => ${right[0]}`]);
  expect(await check(edit('docs/'), 'docs/')).toEqual([]);
  expect(await check(edit(''), 'docs/')).toEqual([`missing-page docs/astro.config.mjs:1:94 => ${right[1]}`]);
  expect(await check("editLink: { baseUrl: 'https://github.com/acme/abc/edit/main/x/' }")).toEqual([]);
  expect(await check("editLink: { baseUrl: 'https://git.example/acme/lib/edit/main/x/' }")).toEqual([]);
});
