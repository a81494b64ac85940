import { describe, expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const page = (text: string): string => `---\ntitle: T\n---\n\n${text}\n`;
const starlight = (more = ''): string =>
  `import starlight from '@astrojs/starlight';\nexport default defineConfig({ ${more} integrations: [starlight({})] });\n`;

/** The findings of a workspace as `rule: message => suggestion`. */
async function told(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await checkLinks(files);
  return findings.map(({ rule, message, suggestion }) => {
    const said = `${rule.replace('links/', '')}: ${message}`;
    return suggestion === undefined ? said : `${said} => ${suggestion}`;
  });
}

describe('a link that GitHub follows and the site does not', () => {
  test('Starlight: the message says where the browser looks and where the page is', async () => {
    const files = {
      'astro.config.mjs': starlight("base: '/lib',"),
      'src/content/docs/a/one.md': page('[1](../b/two.md#part) [2](/b/two.md)'),
      'src/content/docs/b/two.md': page('## Part'),
    };
    expect(await told(files)).toEqual([
      'not-on-site: `../b/two.md#part` works on GitHub, where it opens `../b/two.md`, and not on the site, where the browser looks at `/lib/a/b/two.md` while that page is at `/lib/b/two` => /lib/b/two#part',
    ]);
  });

  test('Starlight: a file that is not published is named, with its address on GitHub', async () => {
    const files = {
      'package.json': JSON.stringify({ repository: 'github:Owner/Name' }),
      'astro.config.mjs': starlight(),
      'src/content/docs/one.md': page('[1](../../../CONTRIBUTING.md#how)'),
      'CONTRIBUTING.md': '# How\n',
    };
    expect(await told(files)).toEqual([
      'not-on-site: `../../../CONTRIBUTING.md#how` works on GitHub, where it opens `../../../CONTRIBUTING.md`, and not on the site, which does not publish that file => https://github.com/Owner/Name/blob/HEAD/CONTRIBUTING.md#how',
    ]);
  });

  test('VitePress and Docusaurus turn links to their own pages into addresses, and no others', async () => {
    const files = {
      'docs/one.md': '[1](./two.md) [2](../CONTRIBUTING.md)\n',
      'docs/two.md': 'T\n',
      'CONTRIBUTING.md': 'T\n',
    };
    const expected = [
      'not-on-site: `../CONTRIBUTING.md` works on GitHub, where it opens `../CONTRIBUTING.md`, and not on the site, which does not publish that file',
    ];
    expect(await told({ ...files, 'docs/.vitepress/config.ts': 'export default {}\n' })).toEqual(expected);
    const docusaurus = "module.exports = { presets: [['classic', {}]] };\n";
    expect(await told({ ...files, 'docusaurus.config.js': docusaurus })).toEqual(expected);
    // A plugin that is not known may publish the file.
    const plugin = "module.exports = { presets: [['classic', {}]], plugins: ['./publish-all'] };\n";
    expect(await told({ ...files, 'docusaurus.config.js': plugin })).toEqual([]);
  });

  test('a site that rewrites links is believed', async () => {
    const files = {
      'astro.config.mjs': starlight('markdown: { processor: satteri({ mdastPlugins: [portableLinks()] }) },'),
      'src/content/docs/one.md': page('[1](./two.md) [2](../../../CONTRIBUTING.md)'),
      'src/content/docs/two.md': page('T'),
      'CONTRIBUTING.md': 'T\n',
    };
    expect(await told(files)).toEqual([]);
  });
});

describe('a link that the site follows and GitHub does not', () => {
  const readme = '[1](/guide/#part) [2](/guide) ![3](/logo.svg) [4](/gone.md) [5](/about)\n';
  const logo =
    'not-on-github: `/logo.svg` works on the site, which serves `./docs/public/logo.svg` there, and not on GitHub, where a slash leads to the root of the repository => ./docs/public/logo.svg';

  test('a README that links as the site does is told the file', async () => {
    const files = {
      'docs/.vitepress/config.ts': 'export default {}\n',
      'docs/guide.md': '## Part\n',
      'docs/public/logo.svg': 'x',
      'README.md': readme,
    };
    expect(await told(files)).toEqual([
      'not-on-github: `/guide/#part` works on the site, which serves `./docs/guide.md` there, and not on GitHub, where a slash leads to the root of the repository => ./docs/guide.md#part',
      'not-on-github: `/guide` works on the site, which serves `./docs/guide.md` there, and not on GitHub, where a slash leads to the root of the repository => ./docs/guide.md',
      logo,
      'missing-page: there is no page at `/gone.md`',
    ]);
  });

  test('a file of the repository at that path is what was meant', async () => {
    const files = {
      'docs/.vitepress/config.ts': 'export default {}\n',
      'docs/guide.md': 'T\n',
      'guide/README.md': 'T\n',
      'README.md': '[1](/guide/)\n',
    };
    expect(await told(files)).toEqual([]);
  });

  test('without a site nobody knows what an address at the root means', async () => {
    expect(await told({ 'README.md': '[1](/guide/)\n', 'docs/guide.md': 'T\n' })).toEqual([]);
  });
});

describe('a link that neither follows', () => {
  test('a name without its ending, beside the file: both places are named', async () => {
    const files = {
      'astro.config.mjs': starlight(),
      'src/content/docs/a/one.md': page('[1](two) [2](./two#x)'),
      'src/content/docs/a/two.md': page('## X'),
    };
    expect(await told(files)).toEqual([
      'missing-page: there is no page at `two`: the browser looks at `/a/one/two`, and `./two.md` is published at `/a/two` => /a/two',
      'missing-page: there is no page at `./two#x`: the browser looks at `/a/one/two`, and `./two.md` is published at `/a/two` => /a/two#x',
    ]);
  });
});
