import { expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const linesOf = async (files: Record<string, string>): Promise<readonly string[]> => (await checkLinks(files)).lines;

test('links are resolved from the file, from the root, and through folders', async () => {
  const files = {
    'README.md': '# Top\n\n[a](docs/a.md) [b](./docs/../docs/a.md) [c](/docs/a.md) [d](docs) [e](docs/) [f](.)\n',
    'docs/a.md': '[up](../README.md) [root](/README.md#top) [folder](..) [image](/logo.svg)\n',
    'docs/README.md': '# Docs\n',
    'logo.svg': '<svg/>',
  };
  expect(await linesOf(files)).toEqual([]);
});

test('a missing page is found at its destination, and the moved one is named', async () => {
  const files = {
    'README.md': 'See [the\nlong text](./docs/guides/state.md#use) now.\n',
    'docs/learn/guides/state.md': '# State\n\n## Use\n',
  };
  expect(await linesOf(files)).toEqual(['missing-page README.md:2:12 => ./docs/learn/guides/state.md#use']);
});

test('a folder that was mistyped is corrected along the path', async () => {
  const files = { 'README.md': '[m](doc_app/content/index.md)\n', 'docs_app/content/index.md': '# M\n' };
  expect(await linesOf(files)).toEqual(['missing-page README.md:1:5 => ./docs_app/content/index.md']);
});

test('images, sources and posters are files like others', async () => {
  const files = {
    'README.md': '![a](docs/bear.jpg)\n<img src="docs/bear.jpg" srcset="a.png 1x, b.png 2x">\n',
    'docs/public/bear.jpg': 'x',
    'a.png': 'x',
  };
  expect(await linesOf(files)).toEqual([
    'missing-file README.md:1:6 => ./docs/public/bear.jpg',
    'missing-file README.md:2:11 => ./docs/public/bear.jpg',
    'missing-file README.md:2:44 => ./a.png',
  ]);
});

test('anchors: headings, ids of HTML, names of anchors, footnotes and the top', async () => {
  const files = {
    'README.md': [
      '# Parser & `printer()`',
      '<a id=manual></a> <a name="named"></a>',
      '## It’s “quoted” — and ⚙️ set',
      'Note[^1]',
      '',
      '[1](#parser--printer) [2](#manual) [3](#named) [4](#its-quoted--and-️-set) [5](#top) [6](#) [7](#readme)',
      '[8](#user-content-manual) [9](#fn-1) [10](#:~:text=quoted) [11](#its-quoted--and--set)',
      `[12](#${'été'.normalize('NFD')})`,
      '',
      '## Été',
      '',
      '[^1]: Text',
      '',
    ].join('\n'),
  };
  expect(await linesOf(files)).toEqual([]);
});

test('a missing anchor names the section that was probably meant', async () => {
  const files = {
    'README.md':
      '# T\n\n[a](#producer-interface) [b](b.md#nodenpm) [c](b.md#deprecated) [d](b.md#zzz)\n\n## Producer Interference\n',
    'b.md': '# B\n\n## Node/npm\n\n## Deprecations\n',
  };
  expect(await linesOf(files)).toEqual([
    'missing-anchor README.md:3:5 => #producer-interference',
    'missing-anchor README.md:3:48 => #deprecations',
    'missing-anchor README.md:3:69',
  ]);
});

test('a section that moved to another page is found there', async () => {
  const { findings } = await checkLinks({
    'docs/a.md': '# A\n\n[x](b.md#larger-applications)\n',
    'docs/b.md': '# B\n\n## Types\n',
    'docs/c.md': '# C\n\n## Larger applications\n',
  });
  expect(findings.map(({ message }) => message)).toEqual([
    '`docs/b.md` has no anchor `#larger-applications`, which `b.md#larger-applications` names; `docs/c.md` has it',
  ]);
});

test('case counts in paths and in anchors, and the fix writes what is right', async () => {
  const { lines, findings } = await checkLinks({
    'README.md': '[a](Changelog.md) [b](docs/Guide.md#Use) [c](#Known-Issues)\n\n## Known issues\n',
    'CHANGELOG.md': '# C\n',
    'docs/guide.md': '# G\n\n## Use\n',
  });
  expect(lines).toEqual([
    'wrong-case README.md:1:5 => CHANGELOG.md',
    'wrong-case README.md:1:23 => docs/guide.md#Use',
    'anchor-case README.md:1:46 => #known-issues',
  ]);
  expect(findings.map(({ fixes }) => fixes[0]?.edits[0])).toEqual([
    { file: 'README.md', range: [4, 16], text: 'CHANGELOG.md' },
    { file: 'README.md', range: [22, 39], text: 'docs/guide.md#Use' },
    { file: 'README.md', range: [45, 58], text: '#known-issues' },
  ]);
});

test('percent signs are decoded, and what is no escape is a finding', async () => {
  const files = {
    'README.md':
      '[a](docs/two%20words.md) [b](docs/%C3%A9t%C3%A9.md) [c](100%.md) [d](#caf%C3%A9) [e](a%FF.md)\n\n# Café\n',
    'docs/two words.md': '# T\n',
    'docs/été.md': '# E\n',
  };
  expect(await linesOf(files)).toEqual(['malformed-url README.md:1:57', 'malformed-url README.md:1:86']);
});

test('a name that is written with combining signs is the same name', async () => {
  const files = { 'README.md': `[a](docs/${'été'.normalize('NFD')}.md)\n`, 'docs/été.md': '# E\n' };
  expect(await linesOf(files)).toEqual(['wrong-case README.md:1:5 => docs/%C3%A9t%C3%A9.md']);
});

test('lines of source files are counted', async () => {
  const files = {
    'README.md': '[a](src/a.ts#L2) [b](src/a.ts#L1-L2) [c](src/a.ts#L3) [d](src/a.ts#L1C1-L9C2) [e](b.md?plain=1#L1)\n',
    'b.md': 'Text\n',
    'src/a.ts': 'one\ntwo\n',
  };
  const { lines, findings } = await checkLinks(files);
  expect(lines).toEqual(['missing-anchor README.md:1:42', 'missing-anchor README.md:1:59']);
  expect(findings[0]?.message).toContain('the file has 2 lines');
});

test('schemes that lead to no page are not judged, and those that are misspelt are', async () => {
  const { lines, ledger } = await checkLinks({
    'README.md':
      '[a](mailto:a@b.c) [b](vscode:x) [c](https://a.example) [d](//a.example) [e](ttps://a.example) [f](javascript:x)\n',
  });
  expect(lines).toEqual(['malformed-url README.md:1:77', 'malformed-url README.md:1:99']);
  expect(ledger).toMatchObject({ checked: 2, skipped: 2, 'not-applicable': 2 });
});

test('what leads out of the repository, into a submodule or to what a build makes cannot be told', async () => {
  const { lines, ledger } = await checkLinks({
    'README.md': '[a](../../issues) [b](dist/index.js) [c](vendor/lib/x.c) [d](node_modules/a/b.js) [e](play.ts)\n',
    '.gitignore': 'dist/\nplay.ts\n',
    '.gitmodules': '[submodule "lib"]\n\tpath = vendor/lib\n',
  });
  expect(lines).toEqual(['missing-file README.md:1:87']);
  expect(ledger.unverifiable).toBe(4);
});

test('a reference is judged once, at its definition', async () => {
  const { lines, ledger } = await checkLinks({
    'README.md': '[one][a] and [two][a] and ![three][A]\n\n[a]: gone.md\n[unused]: gone-too.md\n',
  });
  expect(lines).toEqual(['missing-page README.md:3:6']);
  expect(ledger).toMatchObject({ checked: 4, 'not-applicable': 1 });
});

test('brackets in text are no reference', async () => {
  const files = {
    'README.md': 'The value `a[b][c]`, matrix[i][j], [x][1], \\[a][b], [ok][].\n\n[ok]: https://a.example\n',
  };
  expect(await linesOf(files)).toEqual([]);
});

test('a copy of a page is judged where it works', async () => {
  const text = '# Lib\n\n![logo](logo.svg) [gone](gone.md)\n';
  const { lines } = await checkLinks({ 'README.md': text, 'packages/lib/README.md': text, 'logo.svg': '<svg/>' });
  expect(lines).toEqual(['missing-page README.md:3:26', 'missing-page packages/lib/README.md:3:26']);
});

test('pages that a site outside of the repository publishes are judged with care', async () => {
  const { lines, ledger } = await checkLinks({
    'docs/start/a.md':
      '---\ntitle: A\n---\n\n[a](../api/hooks#use) [b](./b) [c](/pricing) [d](../../api/hooks) [e](./gone.md) [f](../api/gone)\n',
    'docs/start/b.md': '---\ntitle: B\n---\n\n[x](#own)\n\n## Heading {#own}\n',
    'docs/api/hooks.md': '---\ntitle: H\n---\n\n## Use\n',
  });
  expect(lines).toEqual(['missing-page docs/start/a.md:5:71', 'missing-page docs/start/a.md:5:86']);
  expect(ledger.unverifiable).toBe(1);
});

test('what is to be filled in is no link yet', async () => {
  const { lines, ledger } = await checkLinks({
    'README.md': '[a](...) [b]({{site.url}}/x) [c]($base)\n',
    'docs/adr-template.md': '[a](0005-example.md)\n',
  });
  expect(lines).toEqual([]);
  expect(ledger).toMatchObject({ checked: 0 });
});

test('where pages link to each other as files, a link that begins one level too deep is broken', async () => {
  const page = (text: string): string => `---\ntitle: T\n---\n\n${text}\n`;
  const pages = Array.from({ length: 12 }, (_, number) => [
    `docs/guides/p${number}.md`,
    page(`[x](./p${(number + 1) % 12}.md)`),
  ]);
  const files: Record<string, string> = Object.fromEntries(pages);
  const { lines } = await checkLinks({ ...files, 'docs/guides/odd.md': page('[z](../p1)') });
  expect(lines).toEqual(['missing-page docs/guides/odd.md:5:5 => ./p1.md']);
});

test('pages that are read elsewhere than where they stand are not blamed for it', async () => {
  const readmes = Array.from({ length: 8 }, (_, number) => [
    `lib/m${number}/readme.md`,
    '[a](../../usage/options.md) [b](../../usage/presets.md) [c](../m1/readme.md)\n',
  ]);
  const { lines, ledger } = await checkLinks(Object.fromEntries(readmes));
  expect(lines).toEqual([]);
  expect(ledger.reasons).toEqual({
    'most links of such pages lead nowhere from here: they are published from elsewhere': 16,
  });
});

test('folders that a build makes, side by side, are not missing; one that was moved is', async () => {
  const pages = [1, 2, 3, 4, 5];
  const generated = pages.map((number) => [
    `docs/p${number}.md`,
    `[a](modules/a${number}/index.md) [b](modules/b${number}/index.md) [c](old/guide.md)\n`,
  ]);
  const { lines } = await checkLinks({
    ...Object.fromEntries(generated),
    'docs/modules/index.md': '# Modules\n',
    'docs/new/guide.md': '# Guide\n',
  });
  expect(lines).toEqual(pages.map((number) => `missing-page docs/p${number}.md:1:55 => ./new/guide.md`));
});

test('a series of pages that a build makes is not missing; where one of them stands, the others are', async () => {
  const pages = [1, 2, 3, 4, 5].map((number) => [
    `docs/p${number}.md`,
    `[a](./presets-${'abcde'[number - 1]}xyz.md#part) [b](./removed-${number}.md)\n`,
  ]);
  const files = { ...Object.fromEntries(pages), 'docs/removed-0.md': 'T\n' };
  const { lines, ledger } = await checkLinks(files);
  expect(lines.map((line) => line.replace(/ =>.*/, ''))).toEqual(
    [1, 2, 3, 4, 5].map((number) => `missing-page docs/p${number}.md:1:33`),
  );
  expect(ledger.unverifiable).toBe(5);
  const four = await checkLinks(Object.fromEntries(pages.slice(0, 4)));
  expect(four.lines.filter((line) => line.endsWith(':5'))).toHaveLength(4);
});

test('the addresses of a site that is made elsewhere are learned from the links that work', async () => {
  const numbers = Array.from({ length: 40 }, (_, number) => number);
  const pages = numbers.map((number) => [
    `docs/1.start/${number + 1}.page-${number}.md`,
    `---\ntitle: T\n---\n\n## Part\n\n[a](/learn/start/page-${(number + 1) % 40}#part)\n`,
  ]);
  const odd =
    '---\ntitle: T\n---\n\n[a](/learn/start/page-x) [b](/learn/start/page-1#gone) [c](/pricing) [d](/learn/other/x)\n';
  const { lines, ledger } = await checkLinks({ ...Object.fromEntries(pages), 'docs/1.start/99.odd.md': odd });
  expect(lines).toEqual([
    'missing-page docs/1.start/99.odd.md:5:5 => /learn/start/page-0',
    'missing-anchor docs/1.start/99.odd.md:5:30',
  ]);
  expect(ledger.unverifiable).toBe(2);
});

test('an anchor that differs only in signs that ids leave out is mended safely', async () => {
  const { findings } = await checkLinks({
    'README.md': '# T\n\n[a](b.md#what’s-new-(2.0))\n',
    'b.md': '# B\n\n## What’s new (2.0)\n',
  });
  expect(findings.map(({ fixes }) => fixes)).toEqual([
    [
      {
        title: 'Write #whats-new-20',
        safe: true,
        edits: [{ file: 'README.md', range: [9, 30], text: 'b.md#whats-new-20' }],
      },
    ],
  ]);
});

test('full addresses that lead back into the repository are judged like links to its files', async () => {
  const { lines, ledger } = await checkLinks({
    'package.json': '{ "name": "lib", "repository": "git+https://github.com/me/Lib.git" }',
    'README.md': [
      '[a](https://github.com/me/lib/blob/main/docs/a.md#part) [b](https://github.com/me/lib/tree/master/docs)',
      '[c](https://github.com/me/lib/blob/main/docs/gone.md) [d](https://github.com/me/lib/blob/v1/docs/gone.md)',
      '[e](https://github.com/me/lib/issues) [f](https://github.com/me/other/blob/main/x) <https://github.com/me/lib/blob/main/b.md>',
      '',
    ].join('\n'),
    'docs/a.md': '## Part\n',
  });
  expect(lines).toEqual(['missing-page README.md:2:5', 'missing-page README.md:3:85']);
  expect(ledger).toMatchObject({ checked: 4, skipped: 3 });
});

test('full addresses of the site that the repository publishes are judged like its own links', async () => {
  const { lines, ledger } = await checkLinks({
    'docusaurus.config.js':
      "module.exports = { url: 'https://lib.example', baseUrl: '/', presets: [['classic', { docs: { routeBasePath: '/' } }]] };",
    'docs/guide/one.md': '## Part\n',
    'README.md':
      '[a](https://lib.example/guide/one#part) [b](https://lib.example/guide/two) [c](https://lib.example/pricing) [d](https://lib.example/guide/one#gone)\n',
  });
  expect(lines).toEqual(['missing-page README.md:1:45', 'missing-anchor README.md:1:113']);
  expect(ledger).toMatchObject({ checked: 3, skipped: 1 });
});

test('variation selectors of emoji do not matter, on whichever side they stand', async () => {
  const files = { 'README.md': '## \u2699 set\n\n[1](#\uFE0F-set) [2](#-set)\n\n## \u2699\uFE0F get\n\n[3](#-get)\n' };
  expect(await linesOf(files)).toEqual([]);
});

test('labels of references are the same in any case, and without their text', async () => {
  const text = '[one][GUIDE] [Notes][] [notes][] [Short guide][]\n\n[guide]: a.md\n[Notes]: a.md\n[notes]: a.md\n';
  const { lines, findings } = await checkLinks({ 'README.md': text, 'a.md': 'T\n' }, 'strict');
  expect(lines).toEqual(['undefined-reference README.md:1:34']);
  expect(findings[0]?.message).toContain('[Short guide]');
});

test('a link without a destination leads to its own page, which nobody means', async () => {
  const { lines, findings } = await checkLinks({
    'README.md': '# T\n\n[1]() <a href="">2</a> [3](<>) [4](#) ![5](a.png)\n',
    'a.png': 'x',
  });
  expect(lines).toEqual([
    'malformed-url README.md:3:5',
    'malformed-url README.md:3:16',
    'malformed-url README.md:3:29',
  ]);
  expect(findings[0]?.message).toBe('this link has no destination: it leads to its own page');
});
