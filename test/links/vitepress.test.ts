import { expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const config = (options = ''): string =>
  `import { defineConfig } from 'vitepress'\nexport default defineConfig({ ${options} })\n`;

test('addresses mirror the files, with and without endings', async () => {
  const { lines } = await checkLinks({
    'docs/.vitepress/config.mts': config(),
    'docs/guide/index.md': '# Guide\n',
    'docs/guide/one.md':
      '[1](./two) [2](two.md#c-c) [3](two.html) [4](/guide/two) [5](/guide/) [6](./index) [7](/pic.png) [8](../guide/two#_2-start)\n',
    'docs/guide/two.md': '## C++ & C#\n\n## 2 Start\n',
    'docs/public/pic.png': 'x',
    'README.md': '[docs](docs/guide/two.md#c--c)\n',
  });
  expect(lines).toEqual(['missing-anchor README.md:1:8 => #c-c']);
});

test('images beside the page are files, and those of the public folder begin with a slash', async () => {
  const { lines } = await checkLinks({
    '.vitepress/config.ts': config("srcDir: './docs'"),
    'docs/helpers/css.md': '![a](./../../images/css.png) ![b](/images/css.png) ![c](./local.png)\n',
    'docs/helpers/local.png': 'x',
    'docs/public/images/css.png': 'x',
  });
  expect(lines).toEqual(['missing-file docs/helpers/css.md:1:6 => /images/css.png']);
});

test('a section that lives on another page is a broken anchor', async () => {
  const { findings } = await checkLinks({
    '.vitepress/config.ts': config(),
    'guides/rpc.md': '# RPC\n\nSee [it](/guides/rpc#building-a-larger-application).\n',
    'guides/best-practices.md': '# Best\n\n## Building a larger application\n',
  });
  expect(findings.map(({ message }) => message)).toEqual([
    'this page has no anchor `#building-a-larger-application`, which `/guides/rpc#building-a-larger-application` names; `guides/best-practices.md` has it',
  ]);
});

test('pages made from a pattern, included files and ids made in another way', async () => {
  const { lines } = await checkLinks({
    '.vitepress/config.ts': config(),
    'one.md': '[a](/packages/any) [b](#part) [c](#gone)\n\n<!--@include: ./parts/part.md-->\n',
    'parts/part.md': '## Part\n',
    'packages/[name].md': '# Name\n',
  });
  expect(lines).toEqual(['missing-anchor one.md:1:35']);
  const own = await checkLinks({
    '.vitepress/config/index.ts': "import { shared } from './shared'\nexport default defineConfig({ ...shared })\n",
    '.vitepress/config/shared.ts': 'export const shared = { markdown: { anchor: { slugify } } }\n',
    'one.md': '[a](#Getting_Under_Way) [b](#nothing)\n\n## Getting: Under Way\n',
  });
  expect(own.lines).toEqual(['missing-anchor one.md:1:29']);
  expect(own.ledger.unverifiable).toBe(1);
});
