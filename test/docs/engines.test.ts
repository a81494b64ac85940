import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { micromarkEngine } from '../../src/docs/markdown/micromark.ts';
import { satteriEngine } from '../../src/docs/markdown/satteri.ts';
import type { Page } from '../../src/docs/page.ts';
import { readPage } from '../../src/docs/read-page.ts';
import { diskFileSystem } from '../../src/workspace/file-system.ts';
import { findPages } from '../../src/workspace/find-pages.ts';
import { readFiles } from '../../src/workspace/read-files.ts';
import { disagreements, pageOf } from '../kit/engine-claims.ts';

const root = join(import.meta.dirname, '../..');
const tricky = join(import.meta.dirname, 'tricky');

describe('both Markdown engines agree on blocks, headings, links and positions', () => {
  const files = readFiles(diskFileSystem, root);
  test.each(findPages(files.paths, undefined, undefined))('%s', (file) => {
    expect(disagreements(readFileSync(join(root, file), 'utf8'), file)).toEqual([]);
  });

  test.each(readdirSync(tricky))('tricky/%s', (file) => {
    expect(disagreements(readFileSync(join(tricky, file), 'utf8'), file)).toEqual([]);
  });

  test('the tricky pages hold what the engines could disagree on', () => {
    const pages = readdirSync(tricky).map((file) =>
      pageOf(satteriEngine, readFileSync(join(tricky, file), 'utf8'), file),
    );
    const count = (claims: (page: Page) => readonly unknown[]): number => pages.flatMap(claims).length;
    expect(pages.flatMap(({ faults }) => faults)).toEqual([]);
    expect(count(({ blocks }) => blocks)).toBeGreaterThan(20);
    expect(count(({ links }) => links)).toBeGreaterThan(40);
    expect(count(({ headings }) => headings)).toBeGreaterThan(10);
    expect(count(({ mentions }) => mentions)).toBeGreaterThan(25);
  });

  test.each([
    ['a list', '- item\n\n  ```ts a="b c"\n  const a = 1;\n    indented\n  ```\n'],
    ['a numbered list in a quote', '> 1. item\n>\n>    ```ts\n>    const a = 1;\n>    ```\n'],
    ['nested quotes', '> > ```js\n> > a\n> > ```\n'],
    ['tabs', '-\titem\n\n\t```ts\n\tconst a = 1;\n\t```\n'],
    ['tildes', '~~~ts\n```\n~~~\n'],
    ['a longer fence around a shorter one', '````md\n```ts\na\n```\n````\n'],
    ['an indented fence', '   ```ts\n   a\n     b\n   ```\n'],
    ['carriage returns', '# A\r\n\r\n```ts\r\nconst a = 1;\r\n```\r\n\r\n[b](c.md)\r\n'],
    ['emoji before everything', '😀 `a` [b](c.md) 漢字 [d](<e f.md> "t")\n\n# 😀 `x` y\n'],
    ['frontmatter', '---\ntitle: A\n---\n\n# A\n\n```ts\na\n```\n'],
    ['an unclosed fence', '# A\n\n```ts\nconst a = 1;\n'],
    ['a fence that its list ends', '- ```ts\n  a\nb\n'],
    ['a table', '| a | b |\n|---|---|\n| `x` | [y](z.md) |\n'],
    ['references and images', '[a][b] ![c](d.png)\n\n[b]: ./e.md "f"\n'],
    ['HTML', '<details>\n\n```ts\na\n```\n\n</details>\n\n<a href="b.md" id=c>d</a>\n'],
    ['references of every kind', '# ![a b][c] [d][C] e[^f]\n\n[C]: <g h.png> "i"\n[d]: j.md\n\n[^f]: k `l`\n'],
    ['a heading that is a link', '# [a `b`](c.md) ![d](e.png)\n'],
    ['entities and escapes', '[a](b&amp;c.md) `&amp;` \\[d](e)\n'],
    ['TOML', '+++\ntitle = "A"\n+++\n\n# A\n'],
  ])('in %s', (_name, text) => {
    expect(disagreements(text, 'page.md')).toEqual([]);
  });

  test.each([
    ['an expression in a heading', '# A {b + "c  d"} `e`\n'],
    ['an expression over several lines', '> # A {b +\n>   "c  d"}\n'],
    ['components', '<A.B c="d.md" e={f}>\n  <G href={`h.md`} />\n</A.B>\n\na <b id="c">[d](e.md)</b>\n'],
    [
      'tabs',
      '<Tabs>\n<TabItem label="a">\n\n```ts\na\n```\n\n</TabItem>\n<TabItem>\n\n```ts\nb\n```\n\n</TabItem>\n</Tabs>\n',
    ],
    ['imports and fragments', "import A from './a.mdx';\n\n<>\n\n`b`\n\n</>\n"],
  ])('in MDX: %s', (_name, text) => {
    expect(disagreements(text, 'page.mdx')).toEqual([]);
  });
});

describe.each([
  ['Sätteri', satteriEngine],
  ['micromark', micromarkEngine],
])('with %s', (_name, engine) => {
  const content = fc.stringMatching(/^[ -~äß漢😀]{0,20}$/u).filter((line) => !/^[\s`~>]*(`{3}|~{3})/.test(line));
  const container = fc.constantFrom(
    { open: '', prefix: '' },
    { open: '- item\n\n', prefix: '  ' },
    { open: '1. item\n\n', prefix: '   ' },
    { open: '> ', prefix: '> ' },
    { open: '> - item\n>\n> ', prefix: '>   ' },
    { open: '', prefix: '   ' },
  );

  test('every character of a block is mapped to the same character of the page, whatever the block stands in', () => {
    fc.assert(
      fc.property(
        fc.array(content, { minLength: 1, maxLength: 6 }),
        container,
        fc.boolean(),
        (lines, { open, prefix }, windows) => {
          const end = windows ? '\r\n' : '\n';
          const fence = [`\`\`\`ts`, ...lines, '```'].map((line) => prefix + line).join(end);
          const text = `# 😀 T${end}${end}${open.replaceAll('\n', end).replace(/> $/, '')}${fence}${end}`;
          const page = pageOf(engine, text);
          for (const block of page.blocks) {
            for (let offset = 0; offset < block.value.length; offset += 1) {
              const character = block.value[offset]!;
              if (character === '\n' || character === '\r') continue;
              expect(page.source.text[block.offsetInPage(offset)]).toBe(character);
            }
          }
          expect(page.blocks.length).toBe(1);
        },
      ),
    );
  });

  test('no bytes make reading a page throw, and every place is inside the page', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('a.md', 'a.mdx'), (bytes, file) => {
        const page = readPage(engine, file, () => bytes);
        const places = [...page.blocks, ...page.links, ...page.mentions, ...page.headings, ...page.faults].map(
          ({ location }) => location,
        );
        for (const { line, endLine, column } of places) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(endLine).toBeLessThanOrEqual(page.source.lineCount);
        }
      }),
    );
  });
});
