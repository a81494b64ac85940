import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameOutput, samePrinted, sameThrown, sameValue, written } from '../../src/run/compare.ts';
import { readExpected } from '../../src/run/expected.ts';

class Item {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

describe('a comment tells a value', () => {
  test.each<[string, unknown]>([
    ['12.5', 12.5],
    ['1_000', 1000],
    ['0xff', 255],
    ['-3', -3],
    ['12n', 12n],
    ['NaN', Number.NaN],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['undefined', undefined],
    ['"Ada"', 'Ada'],
    ["'Ada'", 'Ada'],
    ['`Ada`', 'Ada'],
    ['Ada', 'Ada'],
    [String.raw`'a\n\u0041\x42\u{43}'`, 'a\nABC'],
    ["'Ada…'", 'Ada Lovelace'],
    ["'…lace'", 'Ada Lovelace'],
    ["'A...e'", 'Ada Lovelace'],
    ['/a[/]b/gi', /a[/]b/gi],
    ['[1, [2, 3]]', [1, [2, 3]]],
    ['[1, ...]', [1, 2, 3]],
    ['[..., 3]', [1, 2, 3]],
    ['[1, …, 3]', [1, 2, 2, 3]],
    ['[...]', []],
    ["{ b: 2, 'a': 1, }", { a: 1, b: 2 }],
    ['{ a: 1, ... }', { a: 1, b: 2 }],
    ['{ a: ... }', { a: 1 }],
    ['{}', {}],
    ["{ name: 'mug' }", new Item('mug')],
    ["Item { name: 'mug' }", new Item('mug')],
    ['{ a: 1 }', Object.assign(Object.create(null), { a: 1 })],
    ["Map(1) { 'a' => 1 }", new Map([['a', 1]])],
    ['Map(1) { ... }', new Map([['a', 1]])],
    ['2026-11-21T00:00:00.000Z', new Date(Date.UTC(2026, 10, 21))],
    ['[Function: map]', [].map],
    ['...', Symbol('x')],
    ['{ __proto__: 1 }', JSON.parse('{ "__proto__": 1 }')],
    ['true;', true],
  ])('%s', (text, value) => {
    expect(sameValue(text, value)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['12', 13],
    ['12', '12'],
    ["'12'", 12],
    ['12', 12n],
    ['null', undefined],
    ["'Ada'", 'ada'],
    ["'Ada…'", 'Grace'],
    ["'a…a'", 'a'],
    ['/a/', /a/g],
    ['[1, 2]', [1]],
    ['[1]', [1, 2]],
    ['[1, ...]', [2, 1]],
    ['[undefined]', []],
    ['{ a: 1 }', { a: 1, b: 2 }],
    ['{ a: 1, b: 2 }', { a: 1 }],
    ['{ a: undefined }', {}],
    ['{}', []],
    ['{}', new Map()],
    ['{}', new Date(0)],
    ['{}', null],
    ['[]', {}],
    ["Item { name: 'mug' }", { name: 'mug' }],
    ["{ name: 'cup' }", new Item('mug')],
    ["Map(1) { 'a' => 2 }", new Map([['a', 1]])],
    ['{ toString: ... }', {}],
    ['something else', 1],
    ['', 1],
  ])('and %s is not it', (text, value) => {
    expect(sameValue(text, value)).toBe(false);
  });

  const values = fc.anything({ withBigInt: true, withDate: false, maxDepth: 4 });
  /** What a comment can hold: no two keys that differ only in how they are written, and no line of its own. */
  const literals = fc.jsonValue({ maxDepth: 4 });

  test('its own text always tells a value that JSON can hold, in either notation', () => {
    fc.assert(
      fc.property(literals, (value) => {
        expect(sameValue(written(value), value)).toBe(true);
        expect(sameValue(JSON.stringify(value), value)).toBe(true);
        expect(sameValue(JSON.stringify(value, null, 4), value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('the text of one value never tells another', () => {
    const plain = fc.jsonValue({ maxDepth: 3, noUnicodeString: true });
    const isOpen = (text: string): boolean => /\.\.\.|…/.test(text);
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        const text = JSON.stringify(one);
        fc.pre(!isOpen(text) && typeof other !== 'string' && JSON.stringify(other) !== text);
        const same = sorted(one) === sorted(other);
        expect(sameValue(text, other)).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  test('any value and any text are compared without an error', () => {
    fc.assert(
      fc.property(values, fc.string(), (value, text) => {
        expect(typeof sameValue(text, value)).toBe('boolean');
        expect(readExpected(text)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});

/** JSON with its keys in order. Zero has one sign. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

test.each([
  ['[1,', 'unfinished'],
  ['{ a: [', 'unfinished'],
  ['{ a: 1', 'unfinished'],
  ['{', 'unfinished'],
  ['a number', 'no literal'],
  ['[1) ', 'no literal'],
  ['[1] and more', 'no literal'],
  ['"open', 'no literal'],
])('%s is %s', (text, reading) => {
  expect(readExpected(text)).toBe(reading);
});

test.each<[string, readonly unknown[], boolean]>([
  ['Hello', ['Hello'], true],
  ["'Hello'", ['Hello'], true],
  ['3', [3], true],
  ["'3'", [3], false],
  ['a 1', ['a', 1], true],
  ['a is 1', ['%s is %d', 'a', 1], true],
  ["{ name: 'a' }", [{ name: 'a' }], true],
  ['Hello…', ['Hello, Ada'], true],
  ['Hello', ['Hello, Ada'], false],
])('what is printed: %s of %j is %s', (text, args, same) => {
  expect(samePrinted(text, args)).toBe(same);
});

test.each<[string, boolean]>([
  ['', true],
  ['TypeError', true],
  ['InputError', true],
  ['TypeError: a name is needed', true],
  ['TypeError: a name …', true],
  ['Error', false],
  ['TypeError: another', false],
  ['a name is needed', false],
])('what is thrown: "%s" is %s', (text, same) => {
  expect(sameThrown(text, { names: ['TypeError', 'InputError'], message: 'a name is needed' })).toBe(same);
});

test.each<[string, string, boolean, boolean]>([
  ['a\nb', 'a\nb\n', false, true],
  ['a  \nb', 'a\r\nb\n', false, true],
  ['  a', ' a', false, false],
  ['a\n...\nc', 'a\nb\nb\nc\n', false, true],
  ['a\nc', 'a\nb\nc\n', false, false],
  ['{ "a": 1, "b": [2] }', '{"b":[2],"a":1}\n', true, true],
  ['{ "a": 1 }', '{"a":2}\n', true, false],
  ['{ "a": 1 }', '{"a": 1}\n', false, false],
])('a block that shows %j for %j', (expected, actual, json, same) => {
  expect(sameOutput(expected, actual, json)).toBe(same);
});
