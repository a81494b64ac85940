import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/check/finding.ts';
import type { Level } from '../../src/check/rule.ts';
import { checkFiles } from '../kit/check-files.ts';

const fence = '```';
const source = {
  'src/greet.ts': [
    "import { hello } from './words.ts';",
    '',
    '  // #region greet',
    '  export function greet(name: string): string {',
    '',
    '    return name;',
    '  }',
    '  // #endregion greet',
    'export const long = greet(hello);',
    '',
  ].join('\n'),
  'src/words.ts': "export const hello = 'hello';\n",
  'deploy.yaml': 'a: 1\n# #region two\nb:\n  c: 2\n# #endregion two\n',
};
const shown = ['export function greet(name: string): string {', '', '  return name;', '}'];
const block = (info: string, lines: readonly string[]): string => [`${fence}${info}`, ...lines, fence, ''].join('\n');

const check = async (page: string, files: Record<string, string> = source, level: Level = 'drift') => {
  const result = await checkFiles({ ...files, 'docs/page.md': page }, level);
  return {
    ...result,
    lines: result.findings.map(
      ({ rule, message, location }) => `${rule} ${location?.line}:${location?.column} ${message}`,
    ),
  };
};

/** The page with the safe fixes of its findings. */
const fixed = (page: string, findings: readonly Finding[]): string =>
  findings
    .flatMap(({ fixes }) => fixes.filter(({ safe }) => safe).flatMap(({ edits }) => edits))
    .reduce((text, { range: [start, end], text: put }) => text.slice(0, start) + put + text.slice(end), page);

test('a block that is its region raises nothing, and is checked', async () => {
  const { lines, ledger } = await check(
    `# A\n\n${block('ts @region="src/greet.ts#greet"', shown)}\n${block('yaml @region="deploy.yaml#two"', ['b:', '  c: 2'])}`,
  );
  expect(lines).toEqual([]);
  expect(ledger.blocks.checked).toBe(2);
});

test('a language that nothing else reads is held to its source all the same', async () => {
  const python = { 'a.py': '# region a\nprint(1)\n# endregion a\n' };
  const right = await check(block('python @region="a.py#a"', ['print(1)']), python);
  expect({ lines: right.lines, checked: right.ledger.blocks.checked }).toEqual({ lines: [], checked: 1 });
  const wrong = await check(block('python @region="a.py#a"', ['print(2)']), python);
  expect(wrong.lines).toEqual(['examples/stale-region 2:1 the region `a` of `a.py` has `print(1)` here']);
});

test.each([
  ['the root', 'ts @region="src/greet.ts#greet"'],
  ['the root, with a slash', 'ts @region="/src/greet.ts#greet"'],
  ['the page', 'ts @region="../src/greet.ts#greet"'],
])('a path begins at %s', async (_name, info) => {
  expect((await check(block(info, shown))).lines).toEqual([]);
});

test('without a name the block is the whole file, and imports resolve beside that file', async () => {
  const whole = (source['src/greet.ts'] as string).split('\n').filter((line) => line !== '' && !/region/.test(line));
  const page = (lines: readonly string[]): string => block('ts @region="src/greet.ts"', lines);
  const right = source['src/greet.ts']
    .split('\n')
    .filter((line) => !/region/.test(line))
    .slice(0, -1);
  expect((await check(page(right), source, 'strict')).lines).toEqual([]);
  expect((await check(page(whole))).lines).toEqual(['examples/stale-region 3:1 `src/greet.ts` has an empty line here']);
});

test('a region is still compiled', async () => {
  const files = { 'src/a.ts': '// #region a\nconst a: number = "one";\n// #endregion\n' };
  const { lines } = await check(block('ts @region="src/a.ts#a"', ['const a: number = "one";']), files, 'strict');
  expect(lines).toEqual([expect.stringContaining('examples/type-error 2:7')]);
});

describe('what differs is told at its line', () => {
  test.each([
    ['another line', shown.with(2, '  return 1;'), '4:1 the region `greet` of `src/greet.ts` has `return name;` here'],
    ['a line less', shown.slice(0, 1), '3:1 the region `greet` of `src/greet.ts` has an empty line here'],
    ['a line more', [...shown, 'more();'], '6:1 the region `greet` of `src/greet.ts` has no such line: it ends before'],
    [
      'nothing',
      [],
      '2:1 the region `greet` of `src/greet.ts` has `export function greet(name: string): string {` here',
    ],
  ])('%s', async (_name, lines, message) => {
    const result = await check(block('ts @region="src/greet.ts#greet"', lines));
    const stale = result.findings.filter(({ rule }) => rule === 'examples/stale-region');
    expect(result.lines.filter((line) => line.startsWith('examples/stale-region'))).toEqual([
      `examples/stale-region ${message}`,
    ]);
    expect(stale[0]!.related[0]).toMatchObject({ file: 'src/greet.ts', line: 4 });
  });
});

describe('the fix shows the region', () => {
  const info = 'ts @region="src/greet.ts#greet"';
  const right = block(info, shown);
  const wrong = block(info, ['let old = 1;']);
  const inList = (text: string, first: string, indent: string): string =>
    text
      .trimEnd()
      .split('\n')
      .map((line, index) => (index === 0 ? first + line : line === '' ? indent.trimEnd() : indent + line))
      .join('\n');
  test.each([
    ['on its own', wrong, right],
    ['in an empty block', block(info, []), right],
    ['with Windows line ends', wrong.replaceAll('\n', '\r\n'), right.replaceAll('\n', '\r\n')],
    ['in a list', inList(wrong, '- ', '  '), inList(right, '- ', '  ')],
    ['in a numbered list', inList(wrong, '10. ', '    '), inList(right, '10. ', '    ')],
    ['in a quote', inList(wrong, '> ', '> '), inList(right, '> ', '> ')],
    ['in a list in a quote', inList(wrong, '> * ', '>   '), inList(right, '> * ', '>   ')],
    ['behind other blocks', `${right}\n${wrong}\n${wrong}`, `${right}\n${right}\n${wrong}`],
  ])('%s', async (_name, before, after) => {
    const { findings } = await check(`# A\n\n${before}`);
    const text = fixed(`# A\n\n${before}`, findings.slice(0, 1));
    expect(text).toBe(`# A\n\n${after}`);
    if (findings.length === 1) expect((await check(text)).lines).toEqual([]);
  });

  test('from a file with Windows line ends, tabs and a byte order mark', async () => {
    const text = '\uFEFF// #region a\r\n\tif (1) {\r\n\t\tx();\r\n\t}\r\n// #endregion\r\n';
    const page = block('js @region="a.js#a"', ['x']);
    const { findings } = await check(page, { 'a.js': text });
    expect(
      fixed(
        page,
        findings.filter(({ rule }) => rule === 'examples/stale-region'),
      ),
    ).toBe(block('js @region="a.js#a"', ['if (1) {', '\tx();', '}']));
  });

  test('but not where it would close the fence', async () => {
    const files = { 'a.md': '<!-- #region a -->\n```\nx\n```\n<!-- #endregion a -->\n' };
    const { findings } = await check(block('md @region="a.md#a"', ['x']), files);
    expect(findings.map(({ rule, fixes }) => [rule, fixes.length])).toEqual([['examples/stale-region', 0]]);
  });

  test('but not where it would take the notation of a highlighter away', async () => {
    const marked = shown.with(2, '  return 1; // [!code highlight]');
    const { findings } = await check(block(info, marked));
    expect(findings.map(({ rule, fixes }) => [rule, fixes.length])).toEqual([['examples/stale-region', 0]]);
    expect((await check(block(info, shown.with(2, '  return name; // [!code focus]')))).lines).toEqual([]);
  });
});

test.each([
  ['src/gret.ts#greet', 'there is no file `src/gret.ts`', '@region="src/greet.ts#greet"'],
  ['../src/gret.ts', 'there is no file `src/gret.ts`', '@region="../src/greet.ts"'],
  ['src/greet.ts#gret', '`src/greet.ts` has no region `gret`; it has `greet`', '@region="src/greet.ts#greet"'],
  ['src/words.ts#x', '`src/words.ts` has no region `x`; it has none', undefined],
  ['../../a.ts#x', '`../../a.ts` leads out of the repository', undefined],
  ['', 'it names no file: write `@region="path#name"`', undefined],
])('%s is named with what was meant', async (region, message, suggestion) => {
  const { findings } = await check(block(`ts @region="${region}"`, shown));
  expect(findings.map((finding) => [finding.rule, finding.message, finding.suggestion])).toEqual([
    ['examples/unknown-region', message, suggestion],
  ]);
});

test('a region that never ends is told apart from one that is not there', async () => {
  const { lines } = await check(block('js @region="a.js#a"', ['x();']), { 'a.js': '// #region a\nx();\n' });
  expect(lines).toEqual(['examples/unknown-region 1:7 the region `a` of `a.js` has no `#endregion`']);
});
