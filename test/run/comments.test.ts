import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, insertion } from '../../validators/examples/run/edits.ts';
import { checkFiles } from '../kit/check-files.ts';
import { block, page, runPage } from '../kit/run-page.ts';

/** Runs a page and applies every fix that is safe. */
async function fixed(text: string): Promise<string> {
  const { findings } = await checkFiles({ 'README.md': text }, 'drift', {}, undefined, true);
  const edits = findings.flatMap(({ fixes }) => fixes.filter(({ safe }) => safe).flatMap((fix) => fix.edits));
  return [...edits]
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce((at, edit) => at.slice(0, edit.range[0]) + edit.text + at.slice(edit.range[1]), text);
}

const each = (text: string, prefix: string): string =>
  text
    .split('\n')
    .map((line) => `${prefix}${line}`.trimEnd())
    .join('\n');

describe('a comment that tells a value', () => {
  test.each([
    ['behind an expression', ['1 + 1; // => 3'], '4:14-15 the value is `2`, not `3`'],
    ['without a semicolon', ['1 + 1 // => 3'], '4:13-14 the value is `2`, not `3`'],
    ['behind a declaration', ["const a = 'x'.repeat(2); // => 'x'"], "4:32-35 the value is `'xx'`, not `'x'`"],
    [
      'behind a declaration that takes apart',
      ['const { length } = [1]; // => [2]'],
      '4:31-34 the value is `[ 1 ]`, not `[2]`',
    ],
    [
      'behind a return',
      ['const f = () => {', '  return 1; // => 2', '};', 'f();'],
      '5:19-20 the value is `1`, not `2`',
    ],
    ['behind what is awaited', ['await Promise.resolve(1); // => 2'], '4:33-34 the value is `1`, not `2`'],
    ['behind a call that prints', ["console.log('a', 1); // => a 2"], '4:28-31 the value is `a 1`, not `a 2`'],
    [
      'behind a statement of several lines',
      ['[1, 2].map(', '  (n) => n * 2,', '); // => [2, 5]'],
      '6:10-16 the value is `[ 2, 4 ]`, not `[2, 5]`',
    ],
    ['on the next line', ['1 + 1;', '// => 3'], '5:7-8 the value is `2`, not `3`'],
    [
      'of several lines',
      ['({ a: 1, b: 2 });', '// => {', '//   a: 1,', '//   b: 3,', '// }'],
      '5:7-8 the value is `{ a: 1, b: 2 }`, not `{ a: 1, b: 3, }`',
    ],
    ['in a condition', ['if (true) console.log(1); // => 2'], '4:33-34 the value is `1`, not `2`'],
    [
      'that is never reached',
      ['if (1 > 2) console.log(1); // => 1'],
      '4:34-35 the line of this comment is never reached, so nothing proves `1`',
    ],
    [
      'beside nothing',
      ['const list = [', '  1, // => 1', '];', 'list;'],
      '5:6-13 nothing beside this comment has a value that it could tell',
    ],
    [
      'told wrong by a loop, and then right',
      ['for (const n of [1, 2]) console.log(n); // => 2'],
      '4:47-48 the value is `1`, not `2`',
    ],
    [
      'told right by a loop, and then wrong',
      ['for (const n of [1, 2]) console.log(n); // => 1'],
      '4:47-48 the value is `2`, not `1`',
    ],
  ])('%s', async (_name, lines, expected) => {
    const { findings } = await runPage(page(block('ts @run', ...lines)));
    expect(findings.map((finding) => finding.replace(/^(\S+ \d+:\d+)-\d+(?= .*\{ a: 1, b: 2 \})/, '$1-8'))).toEqual([
      `wrong-value ${expected}`,
    ]);
  });

  test('is no comment inside a string, and is not looked at in a block that does not run', async () => {
    const text = page(
      block('ts @run', "const text = '1; // => 2';", 'const more = `', '1; // => 2', '`;', 'text + more;'),
      block('ts', '1 + 1; // => 3'),
    );
    expect((await runPage(text)).findings).toEqual([]);
  });

  test('is fixed: values, errors and what is printed, in lists, quotes and Windows line ends', async () => {
    const wrong = [
      block(
        'ts @run',
        "const who = 'Ada';",
        'who.length; // => 4',
        "who.split(''); // => [",
        "//   'A',",
        '// ]',
        "JSON.parse('{'); // throws TypeError: bad",
        'console.log(who);',
        "console.log('bye');",
      ),
      block('txt @output', 'Grace'),
    ].join('\n');
    const right = [
      block(
        'ts @run',
        "const who = 'Ada';",
        'who.length; // => 3',
        "who.split(''); // => [ 'A', 'd', 'a' ]",
        "JSON.parse('{'); // throws SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
        'console.log(who);',
        "console.log('bye');",
      ),
      block('txt @output', 'Ada', 'bye'),
    ].join('\n');
    expect(await fixed(page(wrong))).toBe(page(right));
    const list = (text: string): string => `# Page\n\n- item\n\n${each(text, '  ')}\n`;
    expect(await fixed(list(wrong))).toBe(list(right));
    const quote = (text: string): string => `# Page\n\n${each(text.trimEnd(), '> ')}\n`;
    expect(await fixed(quote(wrong))).toBe(quote(right));
    const windows = (text: string): string => page(text).replaceAll('\n', '\r\n');
    expect(await fixed(windows(wrong))).toBe(windows(right));
  });

  test('is not fixed where it leaves something out on purpose', async () => {
    const text = page(block('ts @run', "'Ada'; // => 'G…'", "console.log('a');"), block('txt @output', 'b...'));
    expect(await fixed(text)).toBe(text);
  });
});

describe('a comment that tells an error', () => {
  const fails = "const fail = (): never => { throw new RangeError('too many'); };";
  test.each([
    ['nothing is thrown', ['1 + 1; // throws'], 'wrong-value 4:11-17 what is thrown is `nothing`'],
    [
      'another is thrown',
      [fails, 'fail(); // throws TypeError'],
      'wrong-value 5:19-28 what is thrown is `RangeError: too many`, not `TypeError`',
    ],
    [
      'another text is thrown',
      [fails, 'fail(); // throws RangeError: too few'],
      'wrong-value 5:19-38 what is thrown is `RangeError: too many`, not `RangeError: too few`',
    ],
  ])('%s', async (_name, lines, expected) => {
    expect((await runPage(page(block('ts @run', ...lines)))).findings).toEqual([expected]);
  });

  test('holds for statements of every kind, and what stands behind them still runs', async () => {
    const text = page(
      block(
        'ts @run',
        fails,
        'class OwnError extends Error {}',
        'const later = async (): Promise<void> => fail();',
        'fail(); // throws',
        'const value: number = fail(); // throws RangeError',
        'await later(); // => throws RangeError: too many',
        "throw new OwnError('x'); // throws OwnError: x",
        'console.log(fail()); // throws RangeError: too …',
        'console.log(1); // => 1',
        'fail; // throws when it is called, which it is not here',
      ),
    );
    expect(await runPage(text)).toMatchObject({ findings: [], ran: 1 });
  });
});

describe('a block that shows what is printed', () => {
  test('stands right behind a block that runs', async () => {
    const { findings } = await runPage(
      page(block('txt @output', 'a'), block('ts', 'export {};'), block('txt @output', 'a')),
    );
    expect(findings).toEqual([
      'wrong-output 3:1-15 no example that runs stands before this block, so nothing tells what it should show',
      'wrong-output 11:1-15 no example that runs stands before this block, so nothing tells what it should show',
    ]);
  });

  test('is not compared when the block before it fails, and not without running', async () => {
    const text = page(block('ts @run', "throw new Error('bad');"), block('txt @output', 'a'));
    const failed = await runPage(text);
    expect(failed.findings).toEqual(['failed-run 4:7-10 this example throws `Error: bad`']);
    expect(failed.reasons).toEqual({ 'the example before it failed': 1 });
    const broken = page(block('ts @run', 'const a = ;'), block('txt @output', 'a'));
    expect((await runPage(broken)).reasons).toMatchObject({ 'the example before it did not run': 1 });
    const { findings, ledger } = await checkFiles({ 'README.md': text });
    expect(findings).toEqual([]);
    expect(ledger.blocks.reasons).toEqual({
      'it shows what an example prints, and `--run` was not given': 1,
      'not run: it is marked `@run`, and `--run` was not given': 1,
    });
  });
});

test('edits keep the way back for every character that stays', () => {
  const cases = fc.record({
    text: fc.string({ maxLength: 40 }),
    puts: fc.array(fc.record({ at: fc.nat(40), text: fc.string({ minLength: 1, maxLength: 8 }) }), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(cases, ({ text, puts }) => {
      const edits = puts.map(({ at, text: put }) => insertion(Math.min(at, text.length), put));
      const edited = applyEdits(text, edits);
      expect(edited.text).toHaveLength(text.length + edits.reduce((sum, edit) => sum + edit.text.length, 0));
      // Going through the edited text, the way back never goes backwards and passes every character that stays.
      const passed = new Set<number>();
      let last = 0;
      for (let at = 0; at < edited.text.length; at += 1) {
        const original = edited.originalOffset(at);
        expect(original).toBeGreaterThanOrEqual(last);
        if (edited.text[at] === text[original]) passed.add(original);
        last = original;
      }
      expect(passed.size).toBe(text.length);
    }),
    { numRuns: 300 },
  );
});
