/** A line of one of two texts, or of both. */
interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** The lines of a text, each with its line end. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/**
 * The shortest way from some lines to others, by the greedy algorithm of Eugene W. Myers, "An O(ND) Difference Algorithm
 * and Its Variations" (1986). Its cost grows with the number of lines that differ.
 */
function shortestEdit(from: readonly string[], to: readonly string[]): DiffLine[] {
  const reached: Map<number, number>[] = [];
  let front = new Map<number, number>([[1, 0]]);
  const stepsDown = (known: ReadonlyMap<number, number>, diagonal: number, distance: number): boolean =>
    diagonal === -distance ||
    (diagonal !== distance && (known.get(diagonal - 1) ?? -1) < (known.get(diagonal + 1) ?? -1));
  const startOf = (known: ReadonlyMap<number, number>, diagonal: number, distance: number): number =>
    stepsDown(known, diagonal, distance) ? known.get(diagonal + 1)! : known.get(diagonal - 1)! + 1;

  search: for (let distance = 0; ; distance += 1) {
    reached.push(front);
    const next = new Map<number, number>();
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = startOf(front, diagonal, distance);
      while (x < from.length && x - diagonal < to.length && from[x] === to[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= from.length && x - diagonal >= to.length) break search;
    }
    front = next;
  }

  const lines: DiffLine[] = [];
  let x = from.length;
  let y = to.length;
  for (let distance = reached.length - 1; distance >= 0; distance -= 1) {
    const known = reached[distance]!;
    const down = stepsDown(known, x - y, distance);
    const start = startOf(known, x - y, distance);
    while (x > start) {
      lines.push({ sign: ' ', text: from[x - 1]! });
      x -= 1;
      y -= 1;
    }
    if (distance === 0) break;
    if (down) {
      lines.push({ sign: '+', text: to[y - 1]! });
      y -= 1;
    } else {
      lines.push({ sign: '-', text: from[x - 1]! });
      x -= 1;
    }
  }
  return lines.reverse();
}

/** Lines that stand unchanged around a change. */
const around = 3;

const range = (start: number, count: number): string =>
  count === 1 ? `${start}` : `${count === 0 ? start - 1 : start},${count}`;

/** The difference of two texts of a file in the unified format, as `patch` takes it; empty when they are the same. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const from = linesOf(before);
  const to = linesOf(after);
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same += 1;
  let sameEnd = 0;
  while (sameEnd < Math.min(from.length, to.length) - same && from.at(-1 - sameEnd) === to.at(-1 - sameEnd))
    sameEnd += 1;
  const kept = (text: string): DiffLine => ({ sign: ' ', text });
  const lines: DiffLine[] = [
    ...from.slice(0, same).map(kept),
    ...shortestEdit(from.slice(same, from.length - sameEnd), to.slice(same, to.length - sameEnd)),
    ...from.slice(from.length - sameEnd).map(kept),
  ];
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const hunks: [first: number, last: number][] = [];
  for (const index of changed) {
    const last = hunks.at(-1);
    if (last && index - last[1] <= 2 * around) last[1] = index;
    else hunks.push([index, index]);
  }
  if (hunks.length === 0) return '';
  const shown = hunks.map(([first, last]) => {
    const start = Math.max(0, first - around);
    const part = lines.slice(start, last + around + 1);
    const counted = (list: readonly DiffLine[], sign: DiffLine['sign']): number =>
      list.filter((line) => line.sign === ' ' || line.sign === sign).length;
    const above = lines.slice(0, start);
    const old = range(counted(above, '-') + 1, counted(part, '-'));
    const now = range(counted(above, '+') + 1, counted(part, '+'));
    const body = part.map(({ sign, text }) =>
      text.endsWith('\n') ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`,
    );
    return `@@ -${old} +${now} @@\n${body.join('')}`;
  });
  return `--- a/${file}\n+++ b/${file}\n${shown.join('')}`;
}
