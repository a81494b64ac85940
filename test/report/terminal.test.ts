import { describe, expect, test } from 'vitest';
import { codeFrame, displayWidth, printable } from '../../src/report/code-frame.ts';
import { terminalReport } from '../../src/report/terminal.ts';
import { createSourceText } from '../../src/workspace/source-text.ts';
import { checkFiles } from '../kit/check-files.ts';

const plain = { gutter: (text: string) => text, mark: (text: string) => text };

describe('the code frame', () => {
  const underlined = (line: string, column: number, endColumn: number): string[] => {
    const source = createSourceText('a.md', line);
    return codeFrame(source, { file: 'a.md', line: 1, column, endLine: 1, endColumn }, plain);
  };

  test('underlines exactly the range', () => {
    expect(underlined('const answer = 42;', 7, 13)).toEqual(['> 1 │ const answer = 42;', '    │       ~~~~~~']);
  });

  test('stays aligned behind tabs, wide characters and emoji', () => {
    expect(underlined('\t漢😀 bad', 6, 9)).toEqual(['> 1 │   漢😀 bad', '    │        ~~~']);
  });

  test('cuts a long line around the range', () => {
    const [line, mark] = underlined(`${'x'.repeat(500)}BAD${'y'.repeat(500)}`, 501, 504);
    expect(line!.length).toBeLessThan(180);
    expect(line!.indexOf('BAD')).toBe(mark!.indexOf('~~~'));
  });

  test('lets no control character of a page through to the terminal', () => {
    expect(printable('a\u001b[31mred\u202ex')).toBe('a\uFFFD[31mred\uFFFDx');
  });

  test('counts what a terminal shows', () => {
    expect([displayWidth('abc'), displayWidth('漢'), displayWidth('e\u0301'), displayWidth('👩‍👩‍👧')]).toEqual([
      3, 2, 1, 2,
    ]);
  });
});

describe('the report', () => {
  const files = {
    'package.json': '{ "name": "greeter", "type": "module", "exports": "./src/index.ts" }',
    'src/index.ts': 'export const greet = 1;\n',
    'README.md': "# Hi\n\n```ts\nimport { greeet } from 'greeter';\n```\n\n```css\na {}\n```\n",
  };

  test('shows place, rule, code and what was probably meant', async () => {
    const text = terminalReport(await checkFiles(files), { color: false, quiet: false });
    expect(text).toContain('README.md:4:10 error examples/missing-export');
    expect(text).toContain("> 4 │ import { greeet } from 'greeter';\n      │          ~~~~~~");
    expect(text).toContain('Did you mean greet?');
  });

  test('says what was not checked, and why', async () => {
    const text = terminalReport(await checkFiles(files), { color: false, quiet: false });
    expect(text).toMatch(/Not checked, and why\n {2}1 code blocks: css/);
    expect(text).toMatch(/code blocks +2 +1/);
  });

  test('is silent when quiet and clean', async () => {
    expect(terminalReport(await checkFiles({ 'README.md': '# Hi\n' }), { color: false, quiet: true })).toBe('');
  });

  test('has colours only on request', async () => {
    const result = await checkFiles(files);
    expect(terminalReport(result, { color: false, quiet: false })).not.toContain('\u001b');
    expect(terminalReport(result, { color: true, quiet: false })).toContain('\u001b[31m');
  });
});
