import { expect, test } from 'vitest';
import { loadMarkdownEngine } from '../../src/docs/markdown/engine.ts';
import type { Page } from '../../src/docs/page.ts';
import { readPage } from '../../src/docs/read-page.ts';

const engine = await loadMarkdownEngine();
const pageOf = (file: string, text: string): Page => readPage(engine, file, () => new TextEncoder().encode(text));

/** Every link as `form target`, with what stands at its range where that differs. */
function linksOf(file: string, text: string): string[] {
  return pageOf(file, text).links.map(({ form, target, targetRange }) => {
    const written = targetRange && text.slice(...targetRange);
    const place = written === target || form === 'reference' || target === undefined ? '' : ` (${written})`;
    return `${form} ${target}${place}`;
  });
}

test('the range of a destination is told in every form of Markdown', () => {
  const text = [
    '[a](one.md "title") [b](<two words.md>) ![c](three_\\_.png) [d](a(b)c.md) [](empty.md)',
    '',
    '> - [nested](four.md)',
    '>   [over',
    '>   lines](five.md)',
    '',
    '[![image](six.svg)](seven.md) <https://a.example> www.b.example [x][ref] [ref][] [ref] [`](`](eight.md)',
    '',
    "[ref]: nine.md 'title'",
    '[^note]: Text [n](ten.md)',
    '',
  ].join('\n');
  expect(linksOf('a.md', text)).toEqual([
    'inline one.md',
    'inline two words.md',
    'image three__.png (three_\\_.png)',
    'inline a(b)c.md',
    'inline empty.md',
    'inline four.md',
    'inline five.md',
    'image six.svg',
    'inline seven.md',
    'autolink https://a.example',
    'autolink http://www.b.example (www.b.example)',
    'reference nine.md',
    'reference nine.md',
    'reference nine.md',
    'inline eight.md',
    'definition nine.md',
    'inline ten.md',
  ]);
});

test('HTML is read where it stands, in quotes, over lines and without quotes', () => {
  const text = [
    '<a href=one.md>x</a> <a\n  class="b" href=\'two.md?a&amp;b\'>x</a> <img src="a.png" srcset="b.png 1x, c.png 2x">',
    '',
    '> <video poster="p.png"',
    '>   src="v.mp4"></video>',
    '',
    '<!-- <a href="no.md"> -->',
    '',
    'Text <!-- <a href="no.md"> --> <code>&lt;a href="no.md"&gt;</code> `<a href="no.md">`',
    '',
    '<script>document.write(\'<a href="no.md">\')</script>',
    '',
  ].join('\n');
  expect(linksOf('a.md', text)).toEqual([
    'html one.md',
    'html two.md?a&b (two.md?a&amp;b)',
    'html a.png',
    'html b.png',
    'html c.png',
    'html p.png',
    'html v.mp4',
  ]);
});

test('JSX is read with constants folded, and what is computed has no target', () => {
  const text = [
    'import Card from "./Card.astro"',
    '',
    '<Card href="/one/" to={"/two/"} title={`no`} {...rest} icon={{ href: "/no/" }}>',
    '  [inside](three.md)',
    '</Card>',
    '',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are the page's.
    'Text <a href={`/four/`}>a</a> <a href={five}>b</a> <a href={`/${six}/`}>c</a> {/* [no](no.md) */}',
    '',
  ].join('\n');
  expect(linksOf('a.mdx', text)).toEqual([
    'jsx /one/',
    'jsx /two/',
    'inline three.md',
    'jsx /four/',
    'jsx undefined',
    'jsx undefined',
  ]);
});

test('the frontmatter of a home page holds links', () => {
  const text = [
    '---',
    'hero:',
    '  image: { file: ../../assets/a.png }',
    '  actions:',
    '    - { text: Go, link: "/go/" }',
    'prev: { link: /before/, label: Before }',
    'next: false',
    'banner:',
    '  content: See <a href="/new/">what is new</a>',
    'description: /no/',
    '---',
    '',
  ].join('\n');
  expect(linksOf('a.md', text)).toEqual([
    'frontmatter ../../assets/a.png',
    'frontmatter /go/',
    'frontmatter /before/',
    'html /new/',
  ]);
});

test('ids are read from HTML and JSX, quoted or not', () => {
  const text = '<a id=one></a> <a name="two"></a> <input name="no">\n\n<div\n  id=\'three\'>\n</div>\n';
  expect(pageOf('a.md', text).ids.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
  const jsx = '<Card id="one">x</Card> <span id={"two"} /> <i id={three} />\n';
  expect(pageOf('a.mdx', jsx).ids.map(({ id }) => id)).toEqual(['one', 'two']);
});

test('lines and columns count from one, in UTF-16, whatever stands before', () => {
  const page = pageOf('a.md', '\uFEFF---\ntitle: A\n---\r\n\r\n🚀 [a](b.md)\r\n');
  expect(page.links[0]?.location).toMatchObject({ line: 5, column: 8, endLine: 5, endColumn: 12 });
});
