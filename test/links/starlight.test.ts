import { expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const config = (more = '', starlight = ''): string =>
  `import starlight from '@astrojs/starlight';\nexport default defineConfig({ ${more} integrations: [starlight({ title: 'T', ${starlight} })] });\n`;
const page = (text: string, more = ''): string => `---\ntitle: T\n${more}---\n\n${text}\n`;
const docs = 'src/content/docs';

test('addresses come from file names, frontmatter, pages, redirects and the public folder', async () => {
  const { lines } = await checkLinks({
    'astro.config.mjs': config("redirects: { '/old': '/guide/' },"),
    [`${docs}/index.mdx`]: page(
      '[1](/guide/) [2](/guide) [3](/v12md/) [4](/deep/) [5](/own/address/) [6](/tool/) [7](/old/) [8](/a.pdf#page=2) [9](/upper/) [10](/) [11](/guide/#_top)',
    ),
    [`${docs}/guide.md`]: page('Text'),
    [`${docs}/v1.2.md.md`]: page('Text'),
    [`${docs}/deep/index.md`]: page('Text'),
    [`${docs}/named.md`]: page('Text', 'slug: own/address\n'),
    [`${docs}/Upper.md`]: page('Text'),
    'src/pages/tool.astro': '<h1>Tool</h1>',
    'public/a.pdf': 'x',
  });
  expect(lines).toEqual([]);
});

test('a link to a file works on GitHub only, and the message says where the page is', async () => {
  const { lines, findings } = await checkLinks({
    'astro.config.mjs': config("trailingSlash: 'always',"),
    [`${docs}/a/one.md`]: page('[x](../b/two.md#part) [y](../b/two)'),
    [`${docs}/b/two.md`]: page('## Part'),
  });
  expect(lines).toEqual([
    'not-on-site src/content/docs/a/one.md:5:5 => /b/two/#part',
    'missing-page src/content/docs/a/one.md:5:27 => /b/two/',
  ]);
  expect(findings[0]?.message).toMatch(/works on GitHub.*not on the site/);
});

test('a site that rewrites links to files may have them', async () => {
  const files = {
    [`${docs}/one.md`]: page('[x](./two.md#part) [y](./gone.md)'),
    [`${docs}/two.md`]: page('## Part'),
  };
  const { lines } = await checkLinks({
    ...files,
    'astro.config.mjs': config('markdown: { processor: satteri({ mdastPlugins: [portableLinks()] }) },'),
  });
  expect(lines).toEqual(['missing-page src/content/docs/one.md:5:24 => ./one.md']);
});

test('relative addresses are resolved from the address of the page', async () => {
  const files = { [`${docs}/a/one.md`]: page('[x](../two/) [y](two)'), [`${docs}/a/two.md`]: page('T') };
  expect((await checkLinks({ ...files, 'astro.config.mjs': config("trailingSlash: 'always',") })).lines).toEqual([
    'missing-page src/content/docs/a/one.md:5:18 => /a/two/',
  ]);
  expect((await checkLinks({ ...files, 'astro.config.mjs': config("trailingSlash: 'never',") })).lines).toEqual([
    'missing-page src/content/docs/a/one.md:5:5 => /a/two',
  ]);
  // Where the config does not say, pages are folders, as the site's own links to them show.
  expect((await checkLinks({ ...files, 'astro.config.mjs': config() })).lines).toEqual([
    'missing-page src/content/docs/a/one.md:5:18 => /a/two',
  ]);
});

test('the base stands in front of every address', async () => {
  const { lines } = await checkLinks({
    'astro.config.mjs': config("base: '/lib/',"),
    [`${docs}/one.md`]: page('[a](/lib/two/) [b](/two/) [c](/lib/absent/) [d](/lib) [e](/elsewhere/)'),
    [`${docs}/index.md`]: page('T'),
    [`${docs}/two.md`]: page('T'),
  });
  expect(lines).toEqual([
    'missing-base src/content/docs/one.md:5:20 => /lib/two/',
    'missing-page src/content/docs/one.md:5:31',
  ]);
});

test('slashes at the end are a matter of the config, and only at the strict level', async () => {
  const files = {
    'astro.config.mjs': config("trailingSlash: 'always',"),
    [`${docs}/one.md`]: page('[a](/two#x) [b](/two/?q) [c](/img.png) [d](/feed.xml)\n\n[e](/two?q#x)'),
    [`${docs}/two.md`]: page('## X'),
    'public/img.png': 'x',
    'src/pages/feed.xml.ts': 'x',
  };
  expect((await checkLinks(files)).lines).toEqual([]);
  expect((await checkLinks(files, 'strict')).lines).toEqual([
    'trailing-slash src/content/docs/one.md:5:5 => /two/#x',
    'trailing-slash src/content/docs/one.md:7:5 => /two/?q#x',
  ]);
});

test('a translation that lacks a page shows the default one', async () => {
  const locales = "defaultLocale: 'root', locales: { root: { lang: 'en' }, fr: {} }";
  const files = {
    'astro.config.mjs': config('', locales),
    [`${docs}/one.md`]: page('## Part'),
    [`${docs}/two.md`]: page('T'),
    [`${docs}/fr/two.md`]: page('[a](/fr/one/#part) [b](/fr/gone/) [c](/two/) [d](/one/)'),
  };
  expect((await checkLinks(files)).lines).toEqual(['missing-page src/content/docs/fr/two.md:5:24']);
  expect((await checkLinks(files, 'strict')).lines).toEqual([
    'missing-page src/content/docs/fr/two.md:5:24',
    'other-locale src/content/docs/fr/two.md:5:39 => /fr/two/',
  ]);
});

test('a config is followed into the modules that it imports', async () => {
  const { lines } = await checkLinks({
    'astro.config.ts':
      "import starlight from '@astrojs/starlight';\nimport { locales as all } from './config/locales';\nimport redirects from './redirects.js';\nconst base = '/x';\nexport default defineConfig({ base, redirects: { ...redirects, '/a': '/one/' }, integrations: [starlight({ defaultLocale: 'en', locales: all })] });\n",
    'config/locales.ts': 'export const locales = { en: {}, de: {} } satisfies Locales;\n',
    'redirects.js': "export default { '/old': '/en/one' };\n",
    [`${docs}/en/one.md`]: page('[a](/x/de/one/) [b](/x/old/) [c](/x/a/) [d](/x/en/two/)'),
  });
  expect(lines).toEqual(['missing-page src/content/docs/en/one.md:5:45']);
});

test('what plugins and routes with holes make cannot be told', async () => {
  const { lines, ledger } = await checkLinks({
    'astro.config.mjs': config('', "plugins: [starlightOpenAPI([{ base: 'api', schema: './s.json' }])]"),
    [`${docs}/one.md`]: page('[a](/api/users/) [b](/releases/v1/) [c](/oen/) [d](/other/)'),
    'src/pages/releases/[version].astro': 'x',
  });
  expect(lines).toEqual([]);
  expect(ledger.unverifiable).toBe(4);
});

test('partials lend their headings, and components that make ids leave the page open', async () => {
  const { lines, ledger } = await checkLinks({
    'astro.config.mjs': config(),
    [`${docs}/one.mdx`]: page(
      "import Part from '../../parts/part.mdx';\nimport Box from '../../components/Box.astro';\n\n<Part />\n<Box />\n\n[a](#inside) [b](#fixed) [c](#gone)",
    ),
    [`${docs}/two.mdx`]: page(
      "import Any from '../../components/Any.astro';\n\n<Any />\n\n[a](#perhaps) <Card id={name} /> [b](/one/#gone)",
    ),
    'src/parts/part.mdx': '## Inside\n',
    'src/components/Box.astro': '<div id="fixed"></div>',
    'src/components/Any.astro': '<div id={Astro.props.id}></div>',
  });
  expect(lines).toEqual([
    'missing-anchor src/content/docs/one.mdx:11:30',
    'missing-anchor src/content/docs/two.mdx:9:38',
  ]);
  expect(ledger.unverifiable).toBe(1);
});

test('drafts, images of the project and links of the frontmatter', async () => {
  const { lines } = await checkLinks({
    'astro.config.mjs': config(),
    [`${docs}/index.mdx`]: page(
      '[a](/draft/) ![b](../../assets/b.png) ![c](./c.png) ![d](/d.png) <img src="/e.png" />',
      'hero:\n  image: { file: ../../assets/gone.png }\n  actions:\n    - { text: A, link: /gone/ }\n',
    ),
    [`${docs}/draft.md`]: page('T', 'draft: true\n'),
    'src/assets/b.png': 'x',
    'public/d.png': 'x',
  });
  expect(lines).toEqual([
    'missing-file src/content/docs/index.mdx:4:18',
    'missing-page src/content/docs/index.mdx:6:24',
    'draft-page src/content/docs/index.mdx:9:5',
    'missing-file src/content/docs/index.mdx:9:44',
    'missing-file src/content/docs/index.mdx:9:76 => /d.png',
  ]);
});

test('hyphens follow the smart punctuation of the config', async () => {
  const text = page('[a](#foo--bar) [b](#foo----bar)\n\n## foo -- bar');
  const at = async (astro: string): Promise<readonly string[]> =>
    (await checkLinks({ 'astro.config.mjs': astro, [`${docs}/a.md`]: text })).lines;
  expect(await at(config())).toEqual(['missing-anchor src/content/docs/a.md:5:20 => #foo--bar']);
  expect(await at(config('markdown: { smartypants: false },'))).toEqual([
    'missing-anchor src/content/docs/a.md:5:5 => #foo----bar',
  ]);
});

test('names that code makes of files cannot be told', async () => {
  const files = {
    'astro.config.mjs': config(),
    'docs/one.md': page('[1](/any/) [2](#part) [3](#gone)\n\n## Part'),
  };
  const loaded = (options: string): string =>
    `export const collections = { docs: defineCollection({ loader: glob({ base: './docs', ${options} }) }) };\n`;
  const renamed = await checkLinks({ ...files, 'src/content.config.ts': loaded('generateId: ({ entry }) => entry') });
  expect(renamed.lines).toEqual(['missing-anchor docs/one.md:5:27']);
  expect(renamed.ledger.reasons['generateId of the docs may make its page']).toBe(1);
  const plain = await checkLinks({ ...files, 'src/content.config.ts': loaded('') });
  expect(plain.lines).toEqual(['missing-page docs/one.md:5:5', 'missing-anchor docs/one.md:5:27']);
});

test('the processor is the one that the config asks for, and that of the release of Astro without it', async () => {
  const text = page('[a](#a--b) [b](#a-----b)\n\n## a --- b');
  const at = async (astro: string, version: string): Promise<readonly string[]> => {
    const manifest = JSON.stringify({ dependencies: { astro: version } });
    return (await checkLinks({ 'astro.config.mjs': astro, 'package.json': manifest, [`${docs}/a.md`]: text })).lines;
  };
  const satteri = ['missing-anchor src/content/docs/a.md:5:16 => #a--b'];
  const unified = ['missing-anchor src/content/docs/a.md:5:5 => #a-----b'];
  expect(await at(config(), '^7.3.0')).toEqual(satteri);
  expect(await at(config(), '^6.0.0')).toEqual(unified);
  expect(await at(config('markdown: { processor: unified() },'), '^7.3.0')).toEqual(unified);
  expect(await at(config('markdown: { processor: satteri() },'), '^6.0.0')).toEqual(satteri);
});

test('a draft may link to another draft', async () => {
  const { lines } = await checkLinks({
    'astro.config.mjs': config(),
    [`${docs}/one.md`]: page('[a](/two/) [b](/gone/)', 'draft: true\n'),
    [`${docs}/two.md`]: page('T', 'draft: true\n'),
  });
  expect(lines).toEqual(['missing-page src/content/docs/one.md:6:16 => /one']);
});

test('where nothing is said of slashes, both ways are right; pages that are built as files have none', async () => {
  const files = { [`${docs}/one.md`]: page('[a](/two) [b](/two/)'), [`${docs}/two.md`]: page('T') };
  const strictly = async (astro: string): Promise<readonly string[]> =>
    (await checkLinks({ 'astro.config.mjs': astro, ...files }, 'strict')).lines;
  expect(await strictly(config())).toEqual([]);
  expect(await strictly(config("build: { format: 'directory' },"))).toEqual([]);
  expect(await strictly(config("build: { format: 'file' },"))).toEqual([
    'trailing-slash src/content/docs/one.md:5:15 => /two',
  ]);
});
