import { expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';
import { memoryRoot } from '../kit/memory-file-system.ts';

const fence = '```';

const rulesAt = async (...args: Parameters<typeof checkFiles>): Promise<string[]> => {
  const { findings } = await checkFiles(...args);
  return findings.map(({ rule, location }) =>
    `${rule} ${location ? `${location.file}:${location.line}:${location.column}` : ''}`.trim(),
  );
};

test('broken frontmatter is one finding at its place, and the rest of the page is checked', async () => {
  expect(await rulesAt({ 'README.md': '---\ntitle: "open\ntags: [a\n---\n\n# T\n\n[x](#no)\n' })).toEqual([
    expect.stringMatching(/^pages\/frontmatter README\.md:\d:\d+$/),
    'links/missing-anchor README.md:8:5',
  ]);
});

test('frontmatter that is never closed is one finding', async () => {
  expect(await rulesAt({ 'README.md': '---\ntitle: A\n\n# Title\n' })).toEqual(['pages/frontmatter README.md:1:1']);
});

test('an unclosed fence is one finding at the fence', async () => {
  expect(
    await rulesAt({ 'README.md': `# T\n\n\`\`\`ts\nconst a = 1;\n\n## Two\n\n${'[x](gone.md)\n'.repeat(50)}` }),
  ).toContain('examples/unclosed-fence README.md:3:1');
});

test('invalid UTF-8 is one finding at the first byte that is wrong', async () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('# T\n\nCaf'), 0xe9, ...new TextEncoder().encode(' ok\n')]);
  expect(await rulesAt({ 'README.md': bytes })).toEqual(['pages/encoding README.md:3:4']);
});

test('UTF-16 is read and reported', async () => {
  const text = '# Title\n';
  const bytes = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((character) => [character.charCodeAt(0), 0])]);
  expect(await rulesAt({ 'README.md': bytes })).toEqual(['pages/encoding README.md:1:1']);
});

test('a page of five megabytes is checked, and one finding says that it is too large', async () => {
  const text = `# T\n\n${'A line of words that goes on and on.\n'.repeat(145_000)}\n[x](#no)\n`;
  expect(await rulesAt({ 'README.md': text })).toEqual([
    'pages/too-large README.md:1:1',
    expect.stringMatching(/^links\/missing-anchor/),
  ]);
});

test('a folder that links to itself is not followed', async () => {
  const files = {
    'README.md': '# T\n',
    'docs/a.md': '# A\n',
    'docs/loop': { link: `${memoryRoot}/docs` },
    'docs/turn': { link: `${memoryRoot}/docs/turn` },
  };
  expect(await rulesAt(files)).toEqual([]);
});

test('a file that cannot be read is one finding', async () => {
  expect(await rulesAt({ 'README.md': { unreadable: 'EACCES' }, 'docs/a.md': '# A\n' })).toEqual([
    'pages/unreadable README.md:1:1',
  ]);
});

test('no pages at all is one finding about the run', async () => {
  expect(await rulesAt({ 'package.json': '{}' })).toEqual(['pages/none']);
});

test.each([
  ['quotes', 'README.md', '>'.repeat(200_000)],
  ['quotes and lists', 'README.md', `# T\n\n${'> 1. '.repeat(300)}a\n`],
  ['lists in MDX', 'guide.mdx', '- '.repeat(5000)],
  ['braces in MDX', 'guide.mdx', '{'.repeat(1000)],
  ['expressions in MDX', 'guide.mdx', `${'<A b={'.repeat(1000)}1${'}/>'.repeat(1000)}`],
])('%s nested too deeply to be read are one finding', async (_name, file, text) => {
  expect(await rulesAt({ [file]: text })).toEqual([`pages/unreadable ${file}:1:1`]);
});

test.each([
  ['quotes', 'README.md', `${'>'.repeat(400)} a\n`],
  ['a line of code', 'README.md', `# T\n\n    ${'> '.repeat(40)}\n\n${fence}\n${'='.repeat(5000)}\n${fence}\n`],
  ['braces that are closed one after the other', 'guide.mdx', '{1} <a/>\n\n'.repeat(1000)],
  ['braces in code', 'guide.mdx', `${fence}\n${'{'.repeat(5000)}\n${fence}\n\n\`${'{'.repeat(5000)}\`\n`],
])('%s are read', async (_name, file, text) => {
  expect(await rulesAt({ [file]: text })).toEqual([]);
});

test.each([
  ['in text', `# T\n\nIt takes {10 seconds.\n${'a <br>\n'.repeat(100)}`],
  ['in a table', `| a {b |\n|---|\n${'| c <br> d |\n'.repeat(100)}`],
  ['over paragraphs', `{a\n\n${'<br>\n\n'.repeat(100)}`],
  ['in an attribute', `${'<A b={<A b={'.repeat(40)}`],
])('a brace %s that is never closed, with tags behind it, is one finding at once', async (_name, text) => {
  expect(await rulesAt({ 'guide.mdx': text })).toEqual([expect.stringMatching(/^pages\/syntax guide\.mdx:\d+:\d+$/)]);
});

test('tags in an expression that is closed are read like any', async () => {
  const text = `# T\n\n<A b={[${'<i>x</i>, '.repeat(50)}]} />\n\n[x](#no)\n`;
  expect(await rulesAt({ 'guide.mdx': text })).toEqual(['links/missing-anchor guide.mdx:5:5']);
});

test('MDX that does not parse is one finding, and its blocks are checked all the same', async () => {
  const files = { 'guide.mdx': '# T\n\nIt takes {10 seconds.\n\n```ts\nconst a = [;\n```\n' };
  expect(await rulesAt(files)).toEqual([
    expect.stringMatching(/^pages\/syntax guide\.mdx:3:/),
    'examples/syntax-error guide.mdx:6:12',
  ]);
});

const starlight = { 'astro.config.mjs': "import starlight from '@astrojs/starlight';\nexport default {};\n" };
const withId =
  '---\ntitle: T\n---\n\n## Some part {#own}\n\n[1](#own) [2](#some-part) {1 + 1}\n\n```md\n## In code {#id}\n```\n';

test('an id that a heading in MDX sets is read where the site reads it', async () => {
  const docusaurus = { 'docusaurus.config.js': "module.exports = { presets: [['classic', {}]] };\n" };
  expect(await rulesAt({ ...docusaurus, 'docs/a.mdx': withId })).toEqual(['links/missing-anchor docs/a.mdx:7:15']);
  // Who publishes the page is not known, and may read it.
  expect(await rulesAt({ 'docs/a.mdx': withId })).toEqual(['links/missing-anchor docs/a.mdx:7:15']);
});

test('an id that a heading in MDX sets is a fault where the site does not read it, at its braces', async () => {
  const file = 'src/content/docs/a.mdx';
  const { findings } = await checkFiles({ ...starlight, [file]: withId });
  expect(
    findings.map(({ rule, location }) => `${rule} ${location?.line}:${location?.column}-${location?.endColumn}`),
  ).toEqual(['pages/syntax 5:14-20', 'links/missing-anchor 7:5-9', 'links/missing-anchor 7:15-25']);
  expect(findings[0]?.message).toContain('`{#own}` sets the id of a heading');
  const reading =
    "import starlight from '@astrojs/starlight';\nexport default { markdown: { processor: satteri({ features: { headingAttributes: true } }) } };\n";
  expect(await rulesAt({ 'astro.config.mjs': reading, [file]: withId.replace(' [2](#some-part)', '') })).toEqual([]);
});

test('what MDX takes for code is told with what to write instead', async () => {
  const messageOf = async (text: string): Promise<string | undefined> =>
    (await checkFiles({ 'guide.mdx': `# T\n\n${text}\n` })).findings[0]?.message;
  expect(await messageOf('It takes <10s.')).toContain('to write the sign itself, use `\\<`');
  expect(await messageOf('See <https://a.dev/x> now.')).toContain('use `[text](url)`');
  expect(await messageOf('<!-- note -->')).toContain('use `{/* text */}`');
});
