import '../kit/fixed-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/report/diff.ts';

/** Applies a patch to a text, by the line numbers of its hunks. Throws when a line is not where the patch says. */
function patched(text: string, patch: string): string {
  const from = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const to: string[] = [];
  let at = 0;
  const lines = patch.match(/[^\n]*\n/g) ?? [];
  for (const [index, line] of lines.slice(2).entries()) {
    const bare = lines[index + 3]?.startsWith('\\') ? line.slice(1, -1) : line.slice(1);
    const start = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (start) {
      const first = Number(start[1]) - (start[2] === '0' ? 0 : 1);
      to.push(...from.slice(at, first));
      at = first;
    } else if (line.startsWith('+')) to.push(bare);
    else if (!line.startsWith('\\')) {
      if (from[at] !== bare) throw new Error(`line ${at + 1} is not ${JSON.stringify(bare)}`);
      if (line.startsWith(' ')) to.push(bare);
      at += 1;
    }
  }
  return [...to, ...from.slice(at)].join('');
}

test('a difference applied to the one text gives the other', () => {
  const text = fc
    .tuple(fc.array(fc.constantFrom('a\n', 'b\n', '\n', 'c\r\n'), { maxLength: 40 }), fc.constantFrom('', 'end'))
    .map(([lines, end]) => lines.join('') + end);
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patched(before, unifiedDiff('a.md', before, after))).toBe(after);
    }),
    { numRuns: 1000 },
  );
});

test('texts that are the same have no difference', () => {
  expect(unifiedDiff('a.md', 'a\nb\n', 'a\nb\n')).toBe('');
});

test('changes that stand apart get hunks of their own, with three lines around each', () => {
  const before = Array.from({ length: 20 }, (_, index) => `${index + 1}\n`);
  const after = before.with(1, 'two\n').with(17, 'eighteen\n');
  expect(unifiedDiff('a.md', before.join(''), after.join(''))).toBe(
    '--- a/a.md\n+++ b/a.md\n@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n@@ -15,6 +15,6 @@\n 15\n 16\n 17\n-18\n+eighteen\n 19\n 20\n',
  );
});
