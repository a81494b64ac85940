import { describe, expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const starlight = (more = '', options = ''): string =>
  `import starlight from '@astrojs/starlight';\nexport default defineConfig({ ${more} integrations: [starlight({ ${options} })] });\n`;
const page = (text: string, more = ''): string => `---\ntitle: T\n${more}---\n\n${text}\n`;
const docs = 'src/content/docs';
const site = { 'astro.config.mjs': starlight(), [`${docs}/guide.md`]: page('## Part') };

/** The findings about one page of a Starlight site, the page's name left out. */
async function linesOf(text: string, files: Readonly<Record<string, string>> = {}, name = 'a.mdx'): Promise<string[]> {
  const { lines } = await checkLinks({ ...site, [`${docs}/${name}`]: text, ...files });
  return lines.map((line) => line.replace(`${docs}/${name}:`, ''));
}

describe('frontmatter', () => {
  test('addresses for the head of the page are links: canonical pages, icons, styles and scripts', async () => {
    const head = [
      'head:',
      '  - tag: link',
      '    attrs: { rel: canonical, href: /guide/ }',
      '  - tag: link',
      '    attrs:',
      '      rel: canonical',
      '      href: /gone/',
      '  - tag: script',
      '    attrs: { src: /made.js }',
      '  - tag: link',
      '    attrs: { rel: icon, href: "/icon.svg" }',
      '  - tag: meta',
      '    attrs: { content: /not-a-link }',
      '  - tag: link',
      '    attrs: { rel: alternate, href: /feed.xml }',
      '',
    ].join('\n');
    const files = { 'src/pages/feed.xml.ts': 'x', 'public/icon.png': 'x' };
    expect(await linesOf(page('T', head), files)).toEqual([
      'missing-page 9:13',
      'missing-file 11:19',
      'missing-file 13:32 => /icon.png',
    ]);
  });

  test('links in the HTML of a banner, however YAML holds it', async () => {
    const plain = page('T', 'banner:\n  content: Read <a href="/gone/">this</a>, or <a href="/guide/">that</a>\n');
    expect(await linesOf(plain)).toEqual(['missing-page 4:26']);
    const block = page('T', 'banner:\n  content: |\n    Read\n    <a href="/gone/">this</a>\n');
    expect(await linesOf(block)).toEqual(['missing-page 6:14']);
    const quoted = page('T', 'banner: { content: "<a href=\\"/gone/\\">this</a>" }\n');
    expect(await linesOf(quoted)).toEqual(['missing-page 3:21']);
  });

  test('actions and images of a hero, the pages before and after, and an image of the project', async () => {
    const front = [
      'hero:',
      '  image: { file: ../../assets/a.svg, dark: ~/assets/b.svg }',
      '  actions: [{ text: A, link: /guide/#part }, { text: B, link: /gone/ }, { text: C, link: "#gone" }]',
      'prev: { link: /gone/, label: A }',
      'next: false',
      '',
    ].join('\n');
    expect(await linesOf(page('T', front), { 'src/assets/a.svg': 'x' })).toEqual([
      'missing-page 5:63',
      'missing-anchor 5:91',
      'missing-page 6:15',
    ]);
  });

  test('TOML: links, drafts and slugs, at their place', async () => {
    const toml = [
      '+++',
      "title = 'T'",
      'slug = "own/name"',
      'draft = false # not "/gone/"',
      '[hero]',
      'tagline = "/guide/"',
      '[[hero.actions]]',
      'text = "A"',
      "link = '/gone/'",
      '[[hero.actions]]',
      'link = "/guide/"',
      '+++',
      '',
      '[1](/own/name/) [2](/draft/)',
      '',
    ].join('\n');
    const files = { [`${docs}/draft.md`]: '+++\ntitle = "T"\ndraft = true\n+++\n\nT\n' };
    expect(await linesOf(toml, files)).toEqual(['missing-page 9:9', 'draft-page 14:21']);
  });

  test('TOML that is none is a fault of the page, and its links are checked all the same', async () => {
    expect(await linesOf('+++\ntitle = \n+++\n\n[1](/gone/)\n')).toEqual(['missing-page 5:5']);
  });
});

describe('HTML and JSX', () => {
  test('every candidate of a srcset, the poster of a video, sources and tracks', async () => {
    const html = [
      '<img src="/a.png" srcset="/a.png 1x, /gone.png 2x, /b.png 3x">',
      '<video src="/a.mp4" poster="/gone.jpg"><source src="/gone.webm"><track src="/gone.vtt"></video>',
      '<img srcset="/a.png 480w,/gone2.png 800w"> <img srcset="/a.png, /gone3.png 2x">',
      '<picture><source srcset="/a.png 1x, /gone4.png 2x"></picture>',
    ].join('\n\n');
    const files = { 'public/a.png': 'x', 'public/b.png': 'x', 'public/a.mp4': 'x' };
    expect(await linesOf(page(html), files, 'a.md')).toEqual([
      'missing-file 5:38',
      'missing-file 7:29',
      'missing-file 7:53',
      'missing-file 7:77',
      'missing-file 9:26',
      'missing-file 9:65',
      'missing-file 11:37',
    ]);
  });

  test('an id on a component is an id of the page, a heading in JSX has none of its own', async () => {
    const text = page(
      '<Card id="card" />\n\n<h2>Plain</h2>\n\n<h2 id="set">Set</h2>\n\n[1](#card) [2](#plain) [3](#set)',
    );
    expect(await linesOf(text)).toEqual(['missing-anchor 11:16']);
  });

  test('what is rendered in the browser only may have any id', async () => {
    const imports = "import Any from '@scope/any';\nimport Other from '@scope/other';\n\n";
    expect(await linesOf(page(`${imports}<Any client:only="react" />\n\n[1](#any)`))).toEqual([]);
    expect(await linesOf(page(`${imports}<Other client:load />\n\n[1](#any)`))).toEqual(['missing-anchor 10:5']);
  });

  test('constants of the page, of its frontmatter and of what it imports are followed', async () => {
    const text = page(
      [
        "import { gone, routes } from '../../links.ts';",
        "export const guide = '/guide/';",
        "export const base = '/guide';",
        '',
        '<a href={guide}>1</a> <a href={gone}>2</a> <a href={routes.deep.gone}>3</a> '.concat(
          `<a href={\`\${base}/#none\`}>4</a>`,
        ),
        '',
        '<a href={frontmatter.link}>5</a> <a href={unknown}>6</a> <a href={guide + x}>7</a> '.concat(
          `<a href={\`\${x}/\`}>8</a>`,
        ),
        '',
        '```js',
        "const unknown = '/gone/';",
        '```',
      ].join('\n'),
      'link: /gone/\n',
    );
    const files = {
      'src/links.ts': "export const gone = '/gone/';\nexport const routes = { deep: { gone: '/gone/' } };\n",
    };
    expect(await linesOf(text, files)).toEqual([
      'missing-page 10:31',
      'missing-page 10:52',
      'missing-anchor 10:85',
      'missing-page 12:9',
    ]);
    const { ledger } = await checkLinks({ ...site, [`${docs}/a.mdx`]: text, ...files });
    expect(ledger.reasons['its destination is computed']).toBe(3);
  });

  test('calls that put the base in front, or ask the bundler for a file, are seen through', async () => {
    const { lines } = await checkLinks({
      'docusaurus.config.js': "module.exports = { baseUrl: '/lib/', presets: [['classic', {}]] };\n",
      'docs/a.mdx': [
        "<a href={useBaseUrl('/docs/a')}>1</a> <a href={useBaseUrl('/docs/gone')}>2</a>",
        '',
        "<img src={useBaseUrl( '/img/gone.png' )} /> <img src={require('./gone.png').default} />",
        '',
        "<img src={require('@site/static/img/a.png').default} /> <img src={require('package/a.png').default} />",
        '',
      ].join('\n'),
      'static/img/a.png': 'x',
    });
    expect(lines).toEqual([
      'missing-page docs/a.mdx:1:60',
      'missing-file docs/a.mdx:3:24',
      'missing-file docs/a.mdx:3:64',
    ]);
  });

  test('headings of a partial belong to the page that takes it in, and to no other', async () => {
    const files = { 'src/parts/part.mdx': '## Inside\n', [`${docs}/other.mdx`]: page('[1](#inside) [2](/a/#inside)') };
    const text = page("import Part from '../../parts/part.mdx';\n\n<Part />\n\n[1](#inside)");
    expect(await linesOf(text, files)).toEqual([`missing-anchor ${docs}/other.mdx:5:5`]);
  });
});

describe('schemes', () => {
  test('`mailto:` needs an address that could be one', async () => {
    const good = '[1](mailto:a@b.example) [2](mailto:a@b.example,c@d.example?subject=x%20y) [3](mailto:?subject=x)';
    const bad =
      '[4](mailto:) [5](mailto:nobody) [6](mailto://a@b.example) [7](<mailto:a@b.example, c d@e>) [8](mailto:a%FF@b)';
    expect(await linesOf(page(`${good}\n\n${bad}`), {}, 'a.md')).toEqual([
      'malformed-url 7:5',
      'malformed-url 7:18',
      'malformed-url 7:37',
      'malformed-url 7:64',
      'malformed-url 7:96',
    ]);
  });

  test('`javascript:` is no destination, in any case and on any element', async () => {
    expect(await linesOf(page('[1](javascript:void(0)) <a href="JavaScript:x()">2</a>'))).toEqual([
      'malformed-url 5:5',
      'malformed-url 5:34',
    ]);
  });

  test('`pathname://` leaves the address to the host, where Docusaurus knows it', async () => {
    const { lines, ledger } = await checkLinks({
      'docusaurus.config.js': "module.exports = { baseUrl: '/lib/', presets: [['classic', {}]] };\n",
      'docs/a.md': '[1](pathname:///a.pdf) [2](pathname:///lib/a.pdf) [3](pathname:///other-app)\n',
      'static/a.pdf': 'x',
    });
    expect(lines).toEqual([]);
    expect(ledger).toMatchObject({ checked: 2, unverifiable: 1 });
    const elsewhere = await checkLinks({ 'README.md': '[1](pathname:///a.pdf)\n' });
    expect(elsewhere.ledger['not-applicable']).toBe(1);
  });
});
