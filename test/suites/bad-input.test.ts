import { expect, test } from 'vitest';
import { checkFiles } from '../kit/check-files.ts';
import { memoryRoot } from '../kit/memory-file-system.ts';

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

test('blocks nested too deeply to be read are one finding', async () => {
  expect(await rulesAt({ 'README.md': '>'.repeat(30_000) })).toEqual(['pages/unreadable README.md:1:1']);
});

test('MDX that does not parse is one finding, and its blocks are checked all the same', async () => {
  const files = { 'guide.mdx': '# T\n\nIt takes {10 seconds.\n\n```ts\nconst a = [;\n```\n' };
  expect(await rulesAt(files)).toEqual([
    expect.stringMatching(/^pages\/syntax guide\.mdx:3:/),
    'examples/syntax-error guide.mdx:6:12',
  ]);
});
