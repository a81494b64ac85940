import '../kit/fixed-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRegions } from '../../src/code/regions.ts';

const linesOf = (text: string, name: string): readonly string[] | undefined => findRegions(text).named.get(name)?.lines;

describe('the comments of a region', () => {
  test.each([
    ['TypeScript', '// #region a', '// #endregion a'],
    ['TypeScript without spaces', '//#region a', '//#endregion'],
    ['style sheets', '/* #region a */', '/* #endregion a */'],
    ['JSX', '{/* #region a */}', '{/* #endregion a */}'],
    ['HTML and Markdown', '<!-- #region a -->', '<!-- #endregion a -->'],
    ['YAML, shells and Python', '# region a', '# endregion a'],
    ['C# and PowerShell', '#region a', '#endregion'],
    ['SQL and Lua', '-- #region a', '-- #endregion a'],
    ['C', '#pragma region a', '#pragma endregion'],
    ['with Windows line ends', '// #region a\r', '// #endregion a\r'],
  ])('are known of %s', (_name, start, end) => {
    expect(linesOf(`before\n${start}\nx\ny\n${end}\nafter\n`, 'a')).toEqual(['x', 'y']);
  });

  test.each(['// region of the server', '// The #region a', '# Regions a', 'region a', '// #region'])(
    'are not %j',
    (line) => {
      expect([...findRegions(`${line}\nx\n// #endregion\n`).named.keys()]).toEqual([]);
    },
  );
});

test('the indentation that all lines share is left out, and no more', () => {
  const text = '  // #region a\n    if (x) {\n\n      y();\n   \t\n    }\n  // #endregion a\n';
  expect(linesOf(text, 'a')).toEqual(['if (x) {', '', '  y();', '', '}']);
  expect(linesOf('# region a\n\tx:\n  y\n# endregion a\n', 'a')).toEqual(['\tx:', '  y']);
});

test('regions stand in each other, and their comments are no part of any', () => {
  const text = '// #region out\na\n// #region in\nb\n// #endregion in\nc\n// #endregion out\nd\n';
  expect(linesOf(text, 'out')).toEqual(['a', 'b', 'c']);
  expect(linesOf(text, 'in')).toEqual(['b']);
  expect(findRegions(text).whole.lines).toEqual(['a', 'b', 'c', 'd']);
  const crossed = '// #region one\na\n// #region two\nb\n// #endregion one\nc\n// #endregion two\n';
  expect([linesOf(crossed, 'one'), linesOf(crossed, 'two')]).toEqual([
    ['a', 'b'],
    ['b', 'c'],
  ]);
});

test('a region that never ends is told apart, and its comment stays text', () => {
  const { named, open, whole } = findRegions('a\n// #region b\nc\n');
  expect({ named: named.size, open, whole: whole.lines }).toEqual({
    named: 0,
    open: ['b'],
    whole: ['a', '// #region b', 'c'],
  });
});

test('of two regions with one name the first counts', () => {
  expect(linesOf('// #region a\nx\n// #endregion a\n// #region a\ny\n// #endregion a\n', 'a')).toEqual(['x']);
});

test('the line of a region is that of its first line, behind a byte order mark too', () => {
  expect(findRegions('\uFEFF// #region a\nx\n// #endregion\n').named.get('a')).toMatchObject({ line: 2, lines: ['x'] });
});

test('whatever stands between the comments comes back, dedented', () => {
  const line = fc.string({ maxLength: 12 }).filter((text) => !/[\r\n]|region/.test(text));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('', '  ', '\t'), (lines, indent) => {
      const own = lines.map((text) => (text.trim() === '' ? '' : text));
      const alone = findRegions(`// #region a\n${own.map((text) => `${text}\n`).join('')}// #endregion a\n`);
      const deeper = findRegions(
        `// #region a\n${own.map((text) => `${text === '' ? '' : indent}${text}\n`).join('')}// #endregion a\n`,
      );
      expect(deeper.named.get('a')!.lines).toEqual(alone.named.get('a')!.lines);
      expect(alone.named.get('a')!.lines.map((text) => text.trim())).toEqual(own.map((text) => text.trim()));
    }),
  );
});
