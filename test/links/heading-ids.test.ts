import { createSatteriMarkdownProcessor } from '@astrojs/markdown-satteri';
import fc from 'fast-check';
import GithubSlugger from 'github-slugger';
import { expect, test } from 'vitest';
import { loadMarkdownEngine } from '../../src/docs/markdown/engine.ts';
import type { Page } from '../../src/docs/page.ts';
import { readPage } from '../../src/docs/read-page.ts';
import { headingIds } from '../../src/docs/slugs/heading-ids.ts';
import { type SlugProfileName, slugProfiles } from '../../src/docs/slugs/profiles.ts';
import { createGithubSlugger } from '../../src/docs/slugs/sluggers.ts';

const engine = await loadMarkdownEngine();
const pageOf = (text: string): Page => readPage(engine, 'page.md', () => new TextEncoder().encode(text));
const idsOf = (text: string, profile: SlugProfileName): string[] =>
  headingIds(pageOf(text), slugProfiles[profile]).map(({ id }) => id);

// Each row was got by running the processors themselves; GitHub's where the others do not differ.
const table: readonly [heading: string, github: string, satteri: string, unified: string, vitepress: string][] = [
  ["What's new", 'whats-new', 'whats-new', 'whats-new', 'what-s-new'],
  ['foo -- bar', 'foo----bar', 'foo--bar', 'foo--bar', 'foo-bar'],
  ['a --- b', 'a-----b', 'a--b', 'a-----b', 'a-b'],
  ['`<Picture />`', 'picture-', 'picture-', 'picture-', 'picture'],
  ['`--flag` option', '--flag-option', '--flag-option', '--flag-option', 'flag-option'],
  ['C++ & C#', 'c--c', 'c--c', 'c--c', 'c-c'],
  ['Emoji 🚀 rocket', 'emoji--rocket', 'emoji--rocket', 'emoji--rocket', 'emoji-🚀-rocket'],
  ['Icônes', 'icônes', 'icônes', 'icônes', 'icones'],
  ['Heading {#custom-id}', 'heading-custom-id', 'heading-custom-id', 'heading-custom-id', 'custom-id'],
  ['Hello ![logo](x) world', 'hello--world', 'hello--world', 'hello--world', 'hello-world'],
  ['Title <a id="x"></a>', 'title-', 'title-', 'title-', 'title'],
  ['2 Start', '2-start', '2-start', '2-start', '_2-start'],
  ['A/B testing', 'ab-testing', 'ab-testing', 'ab-testing', 'a-b-testing'],
  ['@scope/pkg', 'scopepkg', 'scopepkg', 'scopepkg', 'scope-pkg'],
  ['x²', 'x', 'x', 'x', 'x2'],
  ['İstanbul', 'i̇stanbul', 'i̇stanbul', 'i̇stanbul', 'istanbul'],
  ['😄', '', '', '', '😄'],
  ['50% off', '50-off', '50-off', '50-off', '_50-off'],
  ['**__proto__**', 'proto', 'proto', 'proto', 'proto'],
  ['constructor', 'constructor', 'constructor', 'constructor', 'constructor'],
  [
    '_emphasis_ and [a link](x)',
    'emphasis-and-a-link',
    'emphasis-and-a-link',
    'emphasis-and-a-link',
    'emphasis-and-a-link',
  ],
];

test.each(table)('%s', (heading, github, satteri, unified, vitepress) => {
  const text = `## ${heading}\n`;
  expect(idsOf(text, 'github')).toEqual([github]);
  expect(idsOf(text, 'astro-satteri')).toEqual([satteri]);
  expect(idsOf(text, 'astro-unified')).toEqual([unified]);
  expect(idsOf(text, 'vitepress')).toEqual([vitepress]);
  // Docusaurus and Fumadocs make the ids of GitHub, but for images and ids that authors set.
  if (/!\[|\{#/.test(heading)) return;
  expect(idsOf(text, 'docusaurus')).toEqual([github]);
  expect(idsOf(text, 'fumadocs')).toEqual([github]);
});

test('a heading that repeats another takes the next free number', () => {
  expect(idsOf('# foo\n\n# foo\n\n# foo-1\n\n# Foo\n', 'github')).toEqual(['foo', 'foo-1', 'foo-1-1', 'foo-2']);
});

test('footnotes in headings add their number where the site renders them before it makes ids', () => {
  const text = '## Second[^b] first[^a]\n\n[^a]: A\n[^b]: B\n';
  expect(idsOf(text, 'astro-satteri')).toEqual(['second1-first2']);
  expect(idsOf(text, 'astro-unified')).toEqual(['second1-first2']);
  expect(idsOf(text, 'github')).toEqual(['second-first']);
});

test('what is left at the end of a heading keeps its id apart from one without', () => {
  const text = '## Title <!-- c -->\n\n## Title\n\n## Title <a id="x"></a>\n';
  for (const profile of ['github', 'astro-satteri', 'astro-unified'] as const) {
    expect(idsOf(text, profile)).toEqual(['title-', 'title', 'title--1']);
  }
  expect(idsOf('## Title\n\n## Title\n\n## Title 1\n', 'vitepress')).toEqual(['title', 'title-1', 'title-1-1']);
});

test('each processor and theme has ids of its own', () => {
  const always = (name: SlugProfileName): readonly string[] => slugProfiles[name].always;
  expect(always('github')).toEqual(['readme']);
  expect(always('astro-satteri')).toEqual(expect.arrayContaining(['_top', 'footnote-label']));
  expect(always('docusaurus')).toContain('__docusaurus_skipToContent_fallback');
  expect(always('fumadocs')).toContain('nd-page');
  expect(always('vitepress')).toContain('VPContent');
});

test('authors of Docusaurus, VitePress and Fumadocs set ids themselves', () => {
  expect(idsOf('## Set `it` {#own}\n', 'docusaurus')).toEqual(['own']);
  expect(idsOf('## Set it {#own}\n', 'vitepress')).toEqual(['own']);
  expect(idsOf('## Set it [#own]\n', 'fumadocs')).toEqual(['own']);
});

test('Docusaurus and Fumadocs make the alternative text of an image part of the id', () => {
  expect(idsOf('## Hello ![logo](x) world\n', 'docusaurus')).toEqual(['hello-logo-world']);
  expect(idsOf('## Hello ![logo](x) world\n', 'fumadocs')).toEqual(['hello-logo-world']);
});

test('GitHub gives ids to headings that are written in HTML', () => {
  const text =
    '<h1 align="center">\n  <img src="logo.svg">\n  The Parser\n</h1>\n\n<h2>\n\nIn *Markdown*\n\n</h2>\n\n## Next\n';
  expect(idsOf(text, 'github')).toEqual(['the-parser', 'in-markdown', 'next']);
  expect(idsOf(text, 'astro-satteri')).toEqual(['next']);
});

const words = fc.constantFrom(
  ...['foo', 'Bar', 'baz qux', '`code`', '`--flag`', '`<T>`', '--', '---', '----', '-', '*em*', '__proto__', "it's"],
  ...['"q"', '...', '[link](x)', '![img](y)', '&amp;', '\\_', '~~gone~~', '🚀', 'é', '1', '(a, b)', '<b>b</b>', 'a--b'],
);
const headings = fc.array(
  fc.array(words, { minLength: 1, maxLength: 5 }).map((parts) => `## x ${parts.join(' ')}`),
  { minLength: 1, maxLength: 12 },
);

test('the ids are those that Astro itself makes, whatever the headings', async () => {
  const astro = await createSatteriMarkdownProcessor({ syntaxHighlight: false });
  await fc.assert(
    fc.asyncProperty(headings, async (list) => {
      const text = `${list.join('\n\n')}\n`;
      const { metadata } = await astro.render(text);
      expect(idsOf(text, 'astro-satteri')).toEqual(metadata.headings.map(({ slug }) => slug));
    }),
    { numRuns: 150 },
  );
});

test('the slugger makes what github-slugger makes, whatever the texts', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('a', 'a-1', 'A', 'a 1', 'toString'))), (texts) => {
      const theirs = new GithubSlugger();
      const ours = createGithubSlugger();
      // An object keeps what that package has seen, so that these names are taken there from the start.
      const safe = texts.filter((text) => !(text.toLowerCase() in Object.prototype));
      expect(safe.map((text) => ours.slug(text))).toEqual(safe.map((text) => theirs.slug(text)));
    }),
  );
});
