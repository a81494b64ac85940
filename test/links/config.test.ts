import { expect, test } from 'vitest';
import { readStaticConfig } from '../../src/workspace/sites/config.ts';
import type { Literal } from '../../src/workspace/sites/literal.ts';

/** A literal as plain data, with what is not known as a question mark. */
function plain(literal: Literal | undefined): unknown {
  switch (literal?.kind) {
    case 'string':
    case 'other':
      return literal.value;
    case 'array':
      return literal.items.map(plain);
    case 'object':
      return Object.fromEntries([...literal.entries].map(([key, value]) => [key, plain(value)]));
    case 'call':
      return { [literal.callee]: literal.args.map(plain) };
    default:
      return '?';
  }
}

const read = (text: string): unknown => plain(readStaticConfig(text).root);

test('literals of every kind are read, whatever stands between them', () => {
  expect(
    read(`// export default { no: 1 }
      export default defineConfig({
        a: 'it\\'s', "b-c": \`t\`, d: 1_000, e: -1.5, f: true, g: null, /* { */ h: [1, , 'x',], // }
        i: { j: { k: 'deep' } }, l: call('x', { m: 1 }), n: 'as' as const, o,
        ...spread, p: 'last',
      } satisfies Config);`),
  ).toEqual({
    a: "it's",
    'b-c': 't',
    d: 1000,
    e: -1.5,
    f: true,
    g: null,
    h: expect.any(Array),
    i: { j: { k: 'deep' } },
    l: { call: ['x', { m: 1 }] },
    n: 'as',
    o: '?',
    p: 'last',
  });
});

test('what needs evaluation is unknown, and what follows it is read', () => {
  expect(
    read(`module.exports = {
        a: process.env.A || '/', b: cond ? '/a' : '/b', c: \`/\${x}\`, d: /[/"']/.test(y), e: () => ({ f: 1 }),
        g() { return "}" }, async h() { const r = /}/; return { i: 1 } }, j: new URL('.', import.meta.url),
        [computed]: 1, k: 'last' + 'most', l: "end"
      }`),
  ).toMatchObject({ a: '?', b: '?', c: '?', d: '?', e: { f: 1 }, j: '?', k: '?', l: 'end' });
});

test('functions and names lead to what they return or hold', () => {
  expect(read('const config = { a: 1 };\nexport default config;')).toEqual({ a: 1 });
  expect(read('const config: Config = defineConfig({ a: 1 })\nexport default config')).toEqual({ a: 1 });
  expect(read('export default defineConfig(({ mode }) => ({ a: 1 }));')).toEqual({ a: 1 });
  expect(read('export default async function make() {\n  const x = 1;\n  return { a: 1 };\n}')).toEqual({ a: 1 });
  expect(read('module.exports = async () => { return { a: 1 } }')).toEqual({ a: 1 });
});

test('a text that is no module ends the reading, and never hangs it', () => {
  for (const text of [
    '',
    'export default',
    'export default {',
    'export default { a: [ ',
    'export default ((((',
    '{'.repeat(2000),
  ]) {
    expect(() => read(text)).not.toThrow();
  }
});

test('what is spread in is followed, and a config that spreads itself into itself ends', () => {
  const config = readStaticConfig('const a = { ...b, own: 1 };\nconst b = { ...a, c: { d: 2 } };\nexport default a;');
  expect(plain(config.get(config.root, 'c', 'd'))).toBe(2);
  expect(config.get(config.root, 'none')).toBeUndefined();
});
