import { describe, expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

// What a page shows is not always written on it: code of the site adds sections, pages and whole folders.

const page = (text: string, more = ''): string => `---\ntitle: T\n${more}---\n\n${text}\n`;
const vitepress = { '.vitepress/config.ts': 'export default {}\n' };
const starlight = {
  'astro.config.mjs':
    "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({})] };\n",
};
const docusaurus = { 'docusaurus.config.js': "module.exports = { presets: [['classic', {}]] };\n" };

describe('sections', () => {
  test('that a transform of the site writes as Markdown may be on any page', async () => {
    const transform = [
      'const heading = 2;',
      'export const a = `',
      '## Type Declarations',
      `\${code}\`;`,
      "export const b = '\\n### Source Code\\n\\n' + links;",
      '// the page.md that it is for',
    ].join('\n');
    const files = {
      'one.md': '## Own\n\n[1](#type-declarations) [2](#source-code) [3](#own) [4](#type-declaration) [5](#code)\n',
    };
    const { lines, ledger } = await checkLinks({ ...vitepress, ...files, '.vitepress/plugins/add.ts': transform });
    expect(lines).toEqual(['missing-anchor one.md:3:57', 'missing-anchor one.md:3:80']);
    expect(ledger.reasons['.vitepress/plugins/add.ts may add its section']).toBe(2);
    // Code that stands elsewhere, or is for something else, adds nothing.
    const other = await checkLinks({ ...vitepress, ...files, 'src/add.ts': transform });
    expect(other.lines).toHaveLength(4);
    const unrelated = transform.replace('heading', 'depth').replace('.md', '');
    expect((await checkLinks({ ...vitepress, ...files, '.vitepress/plugins/add.ts': unrelated })).lines).toHaveLength(
      4,
    );
  });

  test('that a plugin makes as nodes may be on any page, by the names that it holds', async () => {
    const plugin = "import type * as mdast from 'mdast';\nexport const headings = ['How to Use', 'options'];\n";
    const files = { ...docusaurus, 'docs/one.md': '[1](#how-to-use) [2](#options) [3](#mdast)\n' };
    const { lines } = await checkLinks({ ...files, 'plugins/rules.ts': plugin });
    expect(lines).toEqual(['missing-anchor docs/one.md:1:22', 'missing-anchor docs/one.md:1:36']);
    expect((await checkLinks({ ...files, 'plugins/rules.test.ts': plugin })).lines).toHaveLength(3);
    expect(
      (await checkLinks({ ...files, 'plugins/rules.ts': plugin.replaceAll('mdast', 'other') })).lines,
    ).toHaveLength(3);
  });

  test('of a page that a component draws as a whole are the component’s', async () => {
    const drawn = '<script>\nexport default {}\n</script>\n\n<ClientOnly>\n  <ExampleRepl />\n</ClientOnly>';
    const files = { ...vitepress, 'one.md': '[1](/drawn#hello) [2](/said#hello) [3](/plain#hello)\n' };
    const { lines, ledger } = await checkLinks({
      ...files,
      'drawn.md': page(drawn),
      'said.md': page(`${drawn}\n\nWords of its own.`),
      'plain.md': page('<div></div>'),
    });
    expect(lines).toEqual(['missing-anchor one.md:1:23', 'missing-anchor one.md:1:40']);
    expect(ledger.reasons['its page may have more anchors: <ClientOnly> draws what it shows']).toBe(1);
  });

  test('of a page that the frontmatter names are shown on the page itself', async () => {
    const { lines } = await checkLinks({
      'docs/solid/one.md': page('[1](#shared) [2](two.md#shared) [3](two.md#gone)', 'ref: docs/react/one.md\n'),
      'docs/solid/two.md': page('T', 'ref: ../react/one.md\n'),
      'docs/react/one.md': page('## Shared'),
    });
    expect(lines).toEqual(['missing-anchor docs/solid/one.md:6:37']);
  });

  test('may keep their punctuation where the site is not in the workspace', async () => {
    const text = page("## It's done, isn't it?\n\n[1](#it's-done,-isn't-it?) [2](#its-done-isnt-it) [3](#it's-done)");
    const { lines, ledger } = await checkLinks({ 'docs/one.md': text });
    expect(lines).toEqual(['missing-anchor docs/one.md:7:55 => #its-done-isnt-it']);
    expect(ledger.reasons['the site that publishes its page may keep punctuation in ids']).toBe(1);
    const onGithub = await checkLinks({ 'README.md': text });
    expect(onGithub.lines).toEqual([
      'missing-anchor README.md:7:5 => #its-done-isnt-it',
      'missing-anchor README.md:7:55 => #its-done-isnt-it',
    ]);
  });
});

describe('pages', () => {
  test('in a folder that a script names may be made by it, unless the folder is there', async () => {
    const files = {
      ...vitepress,
      'one.md': '[1](/config/schema-docs/config#x) [2](/config/schema-doc/config) [3](/config/gone)\n',
      'config/two.md': 'T\n',
      'scripts/docs.mts': "const out = join('src', 'docs', 'config', 'schema-docs');\n",
    };
    const { lines, ledger } = await checkLinks(files);
    expect(lines).toEqual(['missing-page one.md:1:39', 'missing-page one.md:1:70']);
    expect(ledger.reasons['scripts/docs.mts names its folder and may make it']).toBe(1);
    const made = await checkLinks({ ...files, 'config/schema-docs/other.md': 'T\n' });
    expect(made.lines).toHaveLength(3);
  });

  test('of the changelog may be shown where a site that is not in the workspace likes', async () => {
    const files = {
      'docs/a/one.md': page('[1](../start/changelog) [2](../start/gone)'),
      'docs/start/two.md': page('T'),
    };
    expect((await checkLinks({ ...files, 'CHANGELOG.md': '# Changes\n' })).lines).toEqual([
      'missing-page docs/a/one.md:5:29',
    ]);
    expect((await checkLinks(files)).lines).toHaveLength(2);
  });

  test('are linked in the navigation by their name on the server too', async () => {
    const config = "export default { themeConfig: { nav: [{ link: '/a/one.html' }, { link: '/a/gone.html' }] } }\n";
    const { lines } = await checkLinks({ '.vitepress/config.ts': config, 'a/one.md': 'T\n' });
    expect(lines).toEqual(['missing-page .vitepress/config.ts:1:73 => /a/one']);
  });
});

test('notes that link to each other by name are found by it, wherever they are', async () => {
  const files = { 'notes/a/Welcome.md': 'T\n', 'notes/b/one.md': 'See [[Welcome]].\n\n[1](Welcome) [2](Gone)\n' };
  expect((await checkLinks(files)).lines).toEqual(['missing-page notes/b/one.md:3:18']);
  const plain = { ...files, 'notes/b/one.md': 'See Welcome.\n\n[1](Welcome) [2](Gone)\n' };
  expect((await checkLinks(plain)).lines).toHaveLength(2);
});

describe('parts of pages', () => {
  const files = {
    ...docusaurus,
    'docs/one.mdx':
      "import Part from './_part.mdx';\nimport Out from '../shared/out.mdx';\n\n## Around\n\n<Part />\n\n<Out />\n",
    'docs/_part.mdx': '## Inside\n\n[1](#inside) [2](#around) [3](#gone) [4](/docs/one#inside) [5](/docs/two)\n',
    'shared/out.mdx': '[1](#around) [2](/docs/one#around) [3](/docs/two)\n',
    'docs/_alone.mdx': '[1](#anything)\n',
  };

  test('link to sections of the pages around them, and from there to the site', async () => {
    const { lines, ledger } = await checkLinks(files);
    expect(lines).toEqual([
      'missing-anchor docs/_part.mdx:3:31',
      'missing-page docs/_part.mdx:3:64',
      'missing-page shared/out.mdx:1:40',
    ]);
    expect(ledger.reasons['no page that is known takes in its page']).toBe(1);
  });
});

describe('what the bundler finds', () => {
  test('short forms of the folders of the project, and files that a page imports', async () => {
    const text = [
      "import logo from '../../assets/logo.svg';",
      "import gone from '../../assets/gone.svg';",
      "import other from '~/assets/logo.svg';",
      "import { Image } from 'astro:assets';",
      '',
      '<Image src={logo} /> <Image src={gone} /> <Image src={other} /> <Image src={unknown} />',
      '',
      '![a](@/assets/logo.svg) ![b](~/assets/none.svg)',
    ].join('\n');
    const { lines, ledger } = await checkLinks({
      ...starlight,
      'src/content/docs/one.mdx': page(text),
      'src/assets/logo.svg': 'x',
    });
    expect(lines).toEqual(['missing-file src/content/docs/one.mdx:10:33']);
    expect(ledger).toMatchObject({ checked: 4, unverifiable: 2 });
  });

  test('a short form is known where its folder is there, so that a file that is not in it is missing', async () => {
    const text = '![a](~/assets/shop/cart.svg) ![b](~/assets/shop/crat.svg) ![c](~/assets/other/cart.svg)';
    const { lines, ledger } = await checkLinks({
      ...starlight,
      'src/content/docs/one.mdx': page(text),
      'src/assets/shop/cart.svg': 'x',
    });
    expect(lines).toEqual(['missing-file src/content/docs/one.mdx:5:35 => ../../assets/shop/cart.svg']);
    expect(ledger).toMatchObject({ checked: 2, unverifiable: 1 });
  });
});
