import { describe, expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const config = (more = '', starlight = ''): string =>
  `import starlight from '@astrojs/starlight';\nexport default defineConfig({ ${more} integrations: [starlight({ title: 'T', ${starlight} })] });\n`;
const page = (text: string, more = ''): string => `---\ntitle: T\n${more}---\n\n${text}\n`;
const docs = 'src/content/docs';

/** Runs one Starlight page against a site and yields what is said of its links. */
async function linksOn(
  text: string,
  files: Readonly<Record<string, string>> = {},
  more = '',
): Promise<readonly string[]> {
  const { lines } = await checkLinks({ 'astro.config.mjs': config(more), [`${docs}/a.md`]: page(text), ...files });
  return lines.map((line) => line.replace(`${docs}/a.md:`, ''));
}

describe('the fragment', () => {
  test('`#`, `#top` and `#_top` are there on every page, `#_TOP` is not', async () => {
    expect(
      await linksOn('[1](#) [2](#top) [3](#_top) [4](/b/#_top) [5](#_TOP)', { [`${docs}/b.md`]: page('T') }),
    ).toEqual(['wrong-case 5:47 => #_top']);
  });

  test('a text directive is for the browser', async () => {
    expect(await linksOn('[1](#:~:text=any) [2](#part:~:text=any) [3](#gone:~:text=any)\n\n## Part')).toEqual([
      'missing-anchor 5:45',
    ]);
  });

  test('a question mark after the hash belongs to it, one before it does not', async () => {
    expect(await linksOn('[1](?tab=2#part) [2](#part?tab=2)\n\n## Part')).toEqual(['missing-anchor 5:22']);
  });

  test('it begins at the first hash, and holds every other one', async () => {
    expect(await linksOn('[1](/b/#a#b) [2](/b/#ab)', { [`${docs}/b.md`]: page('## A#b') })).toEqual([
      'missing-anchor 5:5 => #ab',
    ]);
  });

  test('the home page has anchors like any other, by its address and by the base', async () => {
    const files = { [`${docs}/index.md`]: page('## Part') };
    expect(await linksOn('[1](/#part) [2](/#gone)', files)).toEqual(['missing-anchor 5:17']);
    const text = '[1](/lib#part) [2](/lib#gone) [3](/lib/#part) [4](/lib/#gone)';
    expect(await linksOn(text, { ...files, 'astro.config.mjs': config("base: '/lib',") })).toEqual([
      'missing-anchor 5:20',
      'missing-anchor 5:51',
    ]);
  });

  test('the fragment of a file that is no page is the affair of its viewer, when the file is there', async () => {
    expect(await linksOn('[1](/a.pdf#page=2) [2](/b.pdf#page=2)', { 'public/a.pdf': 'x' })).toEqual([
      'missing-file 5:24 => /a.pdf#page=2',
    ]);
  });

  test('percent escapes are decoded in the path and in the fragment, and a malformed one is told in both', async () => {
    const lines = await linksOn('[1](/caf%C3%A9/#caf%C3%A9) [2](/caf%C3/) [3](#caf%C3) [4](#50%)', {
      [`${docs}/café.md`]: page('## Café'),
    });
    expect(lines).toEqual(['malformed-url 5:32', 'malformed-url 5:46', 'malformed-url 5:59']);
  });

  test('a heading whose text holds nothing that ids keep has an empty id, which no link needs', async () => {
    expect(await linksOn('[1](#-1) [2](#)\n\n## 😄\n\n## 😄')).toEqual([]);
  });

  test('a heading named like a property of every object has its own id', async () => {
    expect(
      await linksOn('[1](#proto) [2](#constructor) [3](#__proto__)\n\n## **__proto__**\n\n## constructor'),
    ).toEqual(['missing-anchor 5:35 => #proto']);
  });
});

describe('the path', () => {
  const b = { [`${docs}/b.md`]: page('T') };

  test('`.html` and `index.html` are other names of a page', async () => {
    expect(await linksOn('[1](/b.html) [2](/b/index.html) [3](/c.html)', b)).toEqual(['missing-page 5:37']);
  });

  test('`index` at any depth is the page of its folder, and a folder may be named index', async () => {
    const files = { [`${docs}/deep/index.md`]: page('T'), [`${docs}/index/one.md`]: page('T') };
    expect(await linksOn('[1](/deep/) [2](/index/one/) [3](/one/)', files)).toEqual([
      'missing-page 5:34 => /index/one',
    ]);
  });

  test('the page for what is missing is a page', async () => {
    expect(await linksOn('[1](/404) [2](/404.html)', { [`${docs}/404.md`]: page('T') })).toEqual([]);
  });

  test('dots and capitals in file names are lost on the way to the address', async () => {
    const files = { [`${docs}/v1.2.md`]: page('T'), [`${docs}/API/Users.md`]: page('T') };
    expect(await linksOn('[1](/v12/) [2](/v1.2/) [3](/api/users/) [4](/API/Users/)', files)).toEqual([
      'missing-page 5:16 => /v12',
      'wrong-case 5:45 => /api/users',
    ]);
  });

  test('a folder of the public folder is no page, and names there may hold spaces and letters of any script', async () => {
    const files = { 'public/img/my file.png': 'x', 'public/img/été.png': 'x' };
    const text = '[1](/img/) ![2](/img/my%20file.png) ![3](/img/%C3%A9t%C3%A9.png) ![4](</img/my file.png>)';
    expect(await linksOn(text, files)).toEqual(['missing-page 5:5']);
  });

  test('a folder of the public folder with an index is what the host shows there', async () => {
    const files = { 'public/demo/index.html': 'x', 'public/demo/app.js': 'x', 'public/img/a.png': 'x' };
    expect(await linksOn('[1](/demo/) [2](/demo) [3](/img)', files)).toEqual(['missing-page 5:28']);
  });

  test('the same name, composed or decomposed, is one name on disks and two on servers', async () => {
    const files = { [`${docs}/été.md`]: page('T') };
    expect(await linksOn(`[1](/été/) [2](/${'été'.normalize('NFD')}/)`, files)).toEqual(['wrong-case 5:16 => /été']);
  });

  test('files have no slash at their end, whatever the config says of pages', async () => {
    const files = { ...b, 'public/feed.xml': 'x' };
    const { lines } = await checkLinks(
      {
        'astro.config.mjs': config("trailingSlash: 'never', build: { format: 'file' },"),
        [`${docs}/a.md`]: page('[1](/b/) [2](/b) [3](/feed.xml) [4](/b.html) [5](/)'),
        [`${docs}/index.md`]: page('T'),
        ...files,
      },
      'strict',
    );
    expect(lines).toEqual([`trailing-slash ${docs}/a.md:5:5 => /b`]);
  });
});

describe('pages that Astro builds as they are (`format: preserve`)', () => {
  const site = (slash = ''): Readonly<Record<string, string>> => ({
    'astro.config.mjs': `import { defineConfig } from 'astro/config';\nexport default defineConfig({ ${slash} build: { format: 'preserve' } });\n`,
    'src/pages/index.md': 'T\n',
    'src/pages/about.md': '[1](/about/) [2](/about) [3](/team/) [4](/team) [5](team/) [6](../about) [7](/contact/)\n',
    'src/pages/team/index.md': '[1](lead) [2](../about) [3](about)\n',
    'src/pages/team/lead.md': '[1](./) [2](lead) [3](team/)\n',
    'src/pages/contact.astro': '<h1>C</h1>',
  });

  test('indexes of folders end with a slash, other pages without one', async () => {
    expect((await checkLinks(site(), 'strict')).lines.filter((line) => line.startsWith('trailing-slash'))).toEqual([
      'trailing-slash src/pages/about.md:1:5 => /about',
      'trailing-slash src/pages/about.md:1:42 => /team/',
      'trailing-slash src/pages/about.md:1:78 => /contact',
    ]);
  });

  test('relative links are resolved from inside of an index, and from beside of another page', async () => {
    const { lines } = await checkLinks(site());
    expect(lines.map((line) => line.replace(/ =>.*/, ''))).toEqual([
      'missing-page src/pages/team/index.md:1:29',
      'missing-page src/pages/team/lead.md:1:23',
    ]);
  });

  test('what the config demands of slashes goes first', async () => {
    const { lines } = await checkLinks(site("trailingSlash: 'always',"), 'strict');
    expect(lines).toContain('trailing-slash src/pages/about.md:1:18 => /about/');
  });

  test('pages of Starlight are no indexes: one route makes them all', async () => {
    const { lines } = await checkLinks(
      {
        'astro.config.mjs': config("build: { format: 'preserve' },"),
        [`${docs}/guide/index.md`]: page('[1](/guide/) [2](/guide/a) [3](guide/a) [4](a)'),
        [`${docs}/guide/a.md`]: page('[1](/guide) [2](a)'),
      },
      'strict',
    );
    expect(lines).toEqual([
      `trailing-slash ${docs}/guide/index.md:5:5 => /guide`,
      expect.stringContaining(`missing-page ${docs}/guide/index.md:5:45`),
    ]);
  });
});

describe('the base', () => {
  const b = { [`${docs}/b.md`]: page('T'), [`${docs}/index.md`]: page('T') };

  test('with and without its slash it is the home page', async () => {
    expect(await linksOn('[1](/docs) [2](/docs/) [3](/docs/#_top)', b, "base: '/docs',")).toEqual([]);
  });

  test('is part of the address that a message spells', async () => {
    const { findings } = await checkLinks({
      'astro.config.mjs': config("base: '/docs', trailingSlash: 'always',"),
      [`${docs}/a.md`]: page('[1](/docs/B/#x)'),
      [`${docs}/b.md`]: page('## X'),
    });
    expect(findings.map(({ message }) => message)).toEqual(['`/docs/B/#x` is spelt `/docs/b/`']);
  });

  test('a base that stands there twice is taken away once', async () => {
    expect(await linksOn('[1](/docs/docs/b/#x) [2](/docs/docs/gone/)', b, "base: '/docs',")).toEqual([
      'missing-page 5:5 => /docs/b/#x',
      'missing-page 5:26',
    ]);
  });

  test('a folder named like the base is no doubled base', async () => {
    const files = { [`${docs}/docs/b.md`]: page('T') };
    expect(await linksOn('[1](/docs/docs/b/)', files, "base: '/docs',")).toEqual([]);
  });

  test('VitePress puts the base in front itself: who writes it gets it twice', async () => {
    const { lines } = await checkLinks({
      '.vitepress/config.ts': "export default { base: '/lib/' }\n",
      'one.md': '[1](/two) [2](/lib/two) [3](/lib/twoo) [4](/Two)\n',
      'two.md': 'T\n',
    });
    expect(lines).toEqual([
      'missing-page one.md:1:15 => /two',
      'missing-page one.md:1:29 => /two',
      'wrong-case one.md:1:44 => /two',
    ]);
  });

  test('Docusaurus puts the base in front unless it is there', async () => {
    const { lines } = await checkLinks({
      'docusaurus.config.js': "module.exports = { baseUrl: '/lib/', presets: [['classic', {}]] };\n",
      'docs/one.md': '[1](/docs/two) [2](/lib/docs/two) [3](/lib/docs/twoo)\n',
      'docs/two.md': 'T\n',
    });
    expect(lines).toEqual(['missing-page docs/one.md:1:39 => /lib/docs/two']);
  });
});

describe('the full address of the site', () => {
  const home = "site: 'https://docs.example.org', base: '/lib',";
  const files = {
    'astro.config.mjs': config(home),
    [`${docs}/b.md`]: page('## Part'),
    'README.md': '[1](https://docs.example.org/lib/b/)\n',
  };

  test('within the site it is judged like any link, and the strict level offers to leave it out', async () => {
    const text =
      '[1](https://docs.example.org/lib/b/?q#part) [2](https://docs.example.org/lib/b/#gone) <https://docs.example.org/lib/b/> [3](https://docs.example.org/other/)';
    const all = {
      ...files,
      [`${docs}/a.md`]: page(text, 'head: [{ tag: link, attrs: { href: "https://docs.example.org/lib/a/" } }]\n'),
    };
    expect((await checkLinks(all)).lines).toEqual([`missing-anchor ${docs}/a.md:6:49`]);
    expect((await checkLinks(all, 'strict')).lines).toEqual([
      `full-address ${docs}/a.md:6:5 => /lib/b/?q#part`,
      `missing-anchor ${docs}/a.md:6:49`,
    ]);
  });

  test('a generator that puts the base in front gets the address without it', async () => {
    const { lines } = await checkLinks(
      {
        'docusaurus.config.js':
          "module.exports = { url: 'https://docs.example.org', baseUrl: '/lib/', presets: [['classic', {}]] };\n",
        'docs/a.md': '[1](https://docs.example.org/lib/docs/b)\n',
        'docs/b.md': 'T\n',
      },
      'strict',
    );
    expect(lines).toEqual(['full-address docs/a.md:1:5 => /docs/b']);
  });
});

test('a relative link may lead out of the base and back into it, and out of it is not on the site', async () => {
  const { lines, ledger } = await checkLinks({
    'docusaurus.config.js':
      "module.exports = { baseUrl: '/docs/', presets: [['classic', { docs: { routeBasePath: '/' } }]] };\n",
    'docs/api/text.md':
      '[1](../../docs/theming/colors) [2](../theming/colors) [3](../../docs/gone) [4](../../../theming/colors)\n',
    'docs/theming/colors.md': 'T\n',
  });
  expect(lines).toEqual(['missing-page docs/api/text.md:1:59']);
  expect(ledger.reasons['it leads out of the site, whose addresses begin with /docs']).toBe(1);
});

test('the address of a file is corrected below the base, where the site leaves the base to the author', async () => {
  const { lines } = await checkLinks({
    'astro.config.mjs': config("base: '/lib',"),
    [`${docs}/a.md`]: page('![1](/lib/img/Logo.png) [2](/lib/img/logos.png) ![3](/lib/img/logo.png)'),
    'public/img/logo.png': 'x',
  });
  expect(lines).toEqual([
    `wrong-case ${docs}/a.md:5:6 => /lib/img/logo.png`,
    `missing-file ${docs}/a.md:5:29 => /lib/img/logo.png`,
  ]);
  const vitepress = await checkLinks({
    '.vitepress/config.ts': "export default { base: '/lib/' }\n",
    'a.md': '![1](/img/Logo.png)\n',
    'public/img/logo.png': 'x',
  });
  expect(vitepress.lines).toEqual(['wrong-case a.md:1:6 => /img/logo.png']);
});
