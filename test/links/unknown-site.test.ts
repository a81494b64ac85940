import { describe, expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

// Pages of a site that is made elsewhere: its habits show in the pages, and what cannot be told is left open.

const page = (text: string): string => `---\ntitle: T\n---\n\n${text}\n`;

describe('ids of headings', () => {
  test('are set in a comment at the end of the heading', async () => {
    const text = page(
      '## Reading the value {/*reading-value*/}\n\n### Or so {/* #or */}\n\n[1](#reading-value) [2](#or) [3](#reding-value)',
    );
    expect((await checkLinks({ 'src/content/one.md': text })).lines).toEqual([
      'missing-anchor src/content/one.md:9:34 => #reading-value',
    ]);
  });

  test('have single hyphens and begin with no digit on some sites', async () => {
    const text = page(
      '## Build & deploy\n\n## 2 Start\n\n[1](#build-deploy) [2](#build--deploy) [3](#_2-start) [4](#2-start) [5](#start)',
    );
    expect((await checkLinks({ 'docs/one.md': text })).lines).toEqual(['missing-anchor docs/one.md:9:73 => #2-start']);
    expect((await checkLinks({ 'README.md': text })).lines).toHaveLength(3);
  });

  const sections = ['Making requests', 'Streaming data', 'Page options'];
  const many = (write: (id: string) => string): string =>
    page(
      [
        ...sections.map((text) => `## ${text}`),
        ...sections.flatMap((text) => Array<string>(4).fill(`[x](#${write(text.replaceAll(' ', '-'))})`)),
        '[x](#Page-option) [y](#load-Page-options)',
      ].join('\n\n'),
    );

  test('keep their capitals where most links within pages do', async () => {
    const kept = await checkLinks({ 'docs/one.md': many((id) => id) });
    expect(kept.lines).toEqual([]);
    expect(kept.ledger.reasons['the site makes the ids of headings in its own way']).toBe(14);
  });

  test('have none where most links within pages have none, and a few that do are wrong', async () => {
    const files = {
      'docs/one.md': many((id) => id.toLowerCase()),
      'docs/two.md': page('## Page options\n\n[x](#Page-options)'),
    };
    expect((await checkLinks(files)).lines).toEqual([
      'missing-anchor docs/one.md:35:5 => #page-options',
      'missing-anchor docs/one.md:35:23',
      'wrong-case docs/two.md:7:5 => #page-options',
    ]);
  });

  test('have none where as many links have none, however many have capitals', async () => {
    const files = { 'docs/one.md': many((id) => id), 'docs/two.md': many((id) => id.toLowerCase()) };
    expect((await checkLinks(files)).lines.filter((line) => line.startsWith('wrong-case'))).toHaveLength(12);
  });

  test('are set by attributes of components, or are those of a component', async () => {
    const text = page(
      '<Recipes titleId="examples">\n</Recipes>\n\n<Challenges>\n</Challenges>\n\n[1](#examples) [2](#challenges) [3](#recipes-2)',
    );
    const { lines, ledger } = await checkLinks({ 'docs/one.md': text });
    expect(lines).toEqual(['missing-anchor docs/one.md:11:37']);
    expect(ledger.reasons['its page may have more anchors: <Challenges> may make it']).toBe(1);
    expect((await checkLinks({ 'README.md': text })).lines).toHaveLength(3);
  });
});

describe('addresses', () => {
  const pages = {
    'content/a/one.md': page('[1](../b/two) [2](../b/moved) [3](../b/nested/x) [4](../b/gone)'),
    'content/b/two.md': page('T'),
    'content/b/nested/three.md': page('T'),
  };

  test('that routes of an application, redirects of a host or components for a pattern name are not missing', async () => {
    const files = {
      ...pages,
      'src/b.routes.ts': "export const routes = [{ path: 'moved', redirectTo: '/b/two' }];\n",
      'vercel.json': '{ "redirects": [{ "source": "/b/nested/x", "destination": "/b/two" }] }\n',
    };
    const { lines, ledger } = await checkLinks(files);
    expect(lines).toEqual(['missing-page content/a/one.md:5:54']);
    expect(ledger.reasons).toMatchObject({
      'src/b.routes.ts may make its page': 1,
      'vercel.json may make its page': 1,
    });
    expect((await checkLinks(pages)).lines).toHaveLength(3);
    // A test and a page say nothing of routes.
    const others = { ...pages, 'src/b.routes.spec.ts': files['src/b.routes.ts'], 'docs/routes.md': '`moved`\n' };
    expect((await checkLinks(others)).lines).toHaveLength(3);
  });

  test('of a pattern are made by the component that stands for it; one for all addresses tells nothing', async () => {
    const errors = { 'docs/one.md': page('[1](../errors/149) [2](../errors/149/x)'), 'errors/index.md': 'T\n' };
    const made = await checkLinks({ ...errors, 'src/pages/errors/[code].tsx': 'x', 'src/pages/[...all].tsx': 'x' });
    expect(made.lines).toEqual([]);
    expect(made.ledger.reasons['src/pages/errors/[code].tsx may make its page']).toBe(1);
    const all = await checkLinks({ ...errors, 'src/pages/[...all].tsx': 'x' });
    expect(all.lines).toEqual(['missing-page docs/one.md:5:5']);
  });

  test('that begin with a slash, where names have numbers that only a site knows how to read', async () => {
    const text = '![a](/images/a.png)\n';
    expect((await checkLinks({ 'docs/1.guide/one.md': text })).lines).toEqual([]);
    expect((await checkLinks({ 'docs/guide/one.md': text })).lines).toEqual(['missing-file docs/guide/one.md:1:6']);
  });
});

describe('what is no page', () => {
  test('templates below the scripts of docs, and examples of a syntax', async () => {
    const { lines, ledger } = await checkLinks({
      'docs/scripts/templates/one.md': '[1](gone.md)\n',
      'docs/templates/two.md': '[2](gone.md)\n',
      'syntaxes/all.example.md': '[3](gone.md)\n',
    });
    expect(lines).toEqual(['missing-page docs/templates/two.md:1:5']);
    expect(ledger).toMatchObject({ checked: 1, skipped: 1 });
  });

  test('parts that code of a site puts together may link to each other', async () => {
    const { lines } = await checkLinks({
      'site/docusaurus.config.js': "module.exports = { presets: [['classic', {}]] };\n",
      'site/data/usage.md': '[1](#installation) [2](gone.md)\n',
      'site/data/README.md': '[1](#installation)\n',
    });
    expect(lines).toEqual(['missing-anchor site/data/README.md:1:5', 'missing-page site/data/usage.md:1:24']);
  });
});
