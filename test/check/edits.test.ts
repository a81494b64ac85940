import '../kit/fixed-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyFixes, type ChosenFix, withoutCollisions } from '../../src/check/edits.ts';
import type { Finding } from '../../src/check/finding.ts';

type Written = readonly [start: number, end: number, text?: string];

const fixOf = (...edits: readonly Written[]): ChosenFix => ({
  finding: {} as Finding,
  fix: {
    title: edits.join(' '),
    safe: true,
    edits: edits.map(([start, end, text = '']) => ({ file: 'a', range: [start, end], text })),
  },
});

test.each<[name: string, fixes: readonly (readonly Written[])[], kept: readonly number[]]>([
  ['ranges that share a character', [[[0, 3]], [[2, 4]]], [0]],
  ['ranges of which one holds the other', [[[0, 9]], [[2, 4]]], [0]],
  ['ranges side by side', [[[0, 2]], [[2, 4]]], [0, 1]],
  ['the same range twice', [[[0, 2]], [[0, 2]]], [0]],
  ['a place in a range', [[[0, 3]], [[1, 1]]], [0]],
  ['a place at the edge of a range', [[[0, 3]], [[3, 3]]], [0]],
  ['the same place twice', [[[3, 3]], [[3, 3]]], [0]],
  ['two places', [[[3, 3]], [[4, 4]]], [0, 1]],
  [
    'a fix of which one edit collides',
    [
      [[0, 2]],
      [
        [5, 6],
        [1, 3],
      ],
      [[5, 6]],
    ],
    [0, 2],
  ],
  [
    'a fix that collides with itself',
    [
      [
        [0, 2],
        [1, 3],
      ],
      [[0, 2]],
    ],
    [1],
  ],
])('%s', (_name, written, kept) => {
  const fixes = written.map((edits) => fixOf(...edits));
  expect(withoutCollisions(fixes).map((fix) => fixes.indexOf(fix))).toEqual(kept);
});

test('places are those of the new text', () => {
  const first = fixOf([0, 1, 'xyz'], [4, 5, '']);
  const second = fixOf([2, 3, 'Q']);
  const { text, places } = applyFixes('abcdef', [first, second]);
  expect(text).toBe('xyzbQdf');
  expect([places.get(first), places.get(second)]).toEqual([
    [
      [0, 3],
      [6, 6],
    ],
    [[4, 5]],
  ]);
});

test('what no fix touches stays, and each fix stands where its place says', () => {
  const written = fc
    .tuple(fc.nat(20), fc.nat(4), fc.string({ maxLength: 3 }))
    .map(([start, length, text]): Written => [start, start + length, text]);
  fc.assert(
    fc.property(fc.array(fc.array(written, { minLength: 1, maxLength: 2 }), { maxLength: 6 }), (all) => {
      const before = 'abcdefghijklmnopqrstuvwxyz';
      const fixes = withoutCollisions(all.map((edits) => fixOf(...edits)));
      const { text, places } = applyFixes(before, fixes);
      let rest = text;
      for (const [start, end] of [...places.values()].flat().sort((a, b) => b[0] - a[0] || b[1] - a[1])) {
        rest = rest.slice(0, start) + rest.slice(end);
      }
      const gone = fixes.flatMap(({ fix }) => fix.edits.map(({ range }) => range));
      expect(rest).toBe([...before].filter((_, at) => !gone.some(([start, end]) => start <= at && at < end)).join(''));
      for (const [{ fix }, ranges] of places) {
        expect(ranges.map(([start, end]) => text.slice(start, end)).sort()).toEqual(
          fix.edits.map((edit) => edit.text).sort(),
        );
      }
    }),
    { numRuns: 500 },
  );
});
