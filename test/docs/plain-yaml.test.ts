import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/docs/frontmatter.ts';
import { readPlainYaml } from '../../src/workspace/plain-yaml.ts';
import { createSourceText } from '../../src/workspace/source-text.ts';

/** What the parser of all of YAML makes of a text. */
const parsed = (text: string) => parseYaml(text, 0, createSourceText('a.md', text));

describe('plain YAML is read without the parser, and the same', () => {
  test.each([
    'title: A page\ndescription: What it is, in a few words.\ndraft: true',
    'title: "Quoted: with a colon"\nsidebar:\n  label: \'Short\'\n  badge:\n    text: New\n  hidden: false\nlast: /a/b#c',
    '# A comment: with a colon\na: 0\nb:\n  # and one: here\n  c: 25\nd: é tout, 3',
    "a: >-\n  A text: # with - all signs\nb: [c, 'd e', f-g]\nh:\n  i: |-\n    The last",
    'a: >-\n  b\n  c: d\n\n  e\nf:\n  g: |-\n    h\n\n\n    i - j\n  k: >\n    l\n    m\no: |\n  p\nq: r',
    "a:\n  - b: c\n    d: 'e f'\n    g:\n      h: 1\n  - i: >-\n      j\n      k\n    l: [m, o]\n  - p\nq: r",
    'a:\n- b\n- "c: d"\n- 12\ne:\n  f:\n  - g: h\n  i: j',
    'title: A page\nreviewed: 2026-11-21\nsources:\n  - src\n  - 2026-01-01',
    'a:\n  - .editorconfig\n  - .github/b.yml\nb: []\nc:\n  - []\nd: 1 · Of words\ne: 7. Of words\nf: 2nd of them',
    'url: https://acme.dev/a?b=c#d\ntime: at 10:30\nnote: C# and F#   ',
    'a: >\n  b',
    "a:\n  b: |\n    const c = { d: 'e' };\n    f();",
    'a:\n  - b: >\n      c\n\n      d',
  ])('%j', (text) => {
    const plain = readPlainYaml(text);
    expect(plain).toBeDefined();
    expect({ ...plain, faults: [] }).toEqual(parsed(text));
    const words = (written: string): string => written.trim().replace(/\s+/g, ' ');
    for (const { value, start, end } of plain!.values) expect(words(text.slice(start, end))).toContain(words(value));
  });

  test('by whatever text it reads at all', () => {
    const piece = fc.constantFrom(
      ...['title', 'a', 'b-c', '__proto__', 'true', 'null', 'No', '1', '~', '.inf', '2024-01-01', '"x y"', "'z'"],
      ...['[]', '.a', '1 bc'],
      ...[':', ': ', ':\n', '\n', '\n  ', '\n    ', ' ', ' #', '#', '- ', '[', '{a', '&', '*', '!', '|', '>-', '%'],
      ...['@', '`', '\\', '"', "'", '\t', '\r\n', '...', '---', '? ', '<<', 'https://a.dev', '/a/b', 'é', '\u00a0'],
    );
    const scalar = fc.oneof(
      fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('')),
      fc.constantFrom(
        ...[
          'b',
          'b c',
          '12',
          'true',
          '>-\n  b',
          '|-\n   b: c',
          '[b, "c d"]',
          '>-\n  b\n  c',
          '|-\n    b\n\n    c',
          '>\n  b',
          '|\n  b\n  c',
        ],
        ...[
          '>-\n   b\n    c',
          '\n- b\n- c: d',
          '\n  - b\n  - c: d\n    e: f',
          '\n    - b: >-\n       c\n       d',
          '\n  -   b: c\n      d: e',
        ],
      ),
    );
    const line = fc
      .tuple(fc.constantFrom('', '', '  '), fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '# g', 'on'), scalar)
      .map(([indent, key, rest]) => `${indent}${key}:${rest === '' ? '' : ' '}${rest}`);
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    );
    let plain = 0;
    fc.assert(
      fc.property(text, (yaml) => {
        const read = readPlainYaml(yaml);
        if (!read) return;
        plain += 1;
        expect({ ...read, faults: [] }, JSON.stringify(yaml)).toEqual(parsed(yaml));
      }),
      { numRuns: 5000 },
    );
    expect(plain).toBeGreaterThan(200);
  });
});

test.each([
  'a: 01',
  'a: 1.5',
  'a: -1',
  '# nothing',
  'a: null',
  'a: .5',
  'a: .inf',
  'a: 1 b',
  'a: 1: bc',
  'a: 12:30 at noon',
  'a: [ ]',
  'a: yes',
  'a: [1]',
  'a: [b,c]',
  'a: [b, [c]]',
  'a: [null]',
  'a: |+\n  b\nc: d',
  'a: >-\n  b\n   c',
  'a: >-\n  b\n\n',
  'a: >-\n  b\n\nc: d',
  'a: >-\n  b\n c: d',
  'a:\n  -\n  - b',
  'a:\n  - b\n  c: d',
  'a:\n  - - b',
  'a:\n  - b\n    c',
  'a: >-\n  b\n',
  'a: >-\nb',
  'a: b # c',
  'a: b: c',
  'a: b:',
  'a: b\n  c',
  'a:\nb: c',
  'a: b\na: c',
  'a:',
  '',
  '- a',
  'a: "\\n"',
  'a: !!str b',
  '  a: b',
  'a:\n  b: c\n d: e',
])('%j is left to the parser', (text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});
