/**
 * The number of insertions, deletions, replacements and swaps of neighbours that lead from one word to the other; more than
 * the limit when it is more.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/**
 * The name that was probably meant: the one that differs least, by at most a third of its letters unless `most` says
 * another number. Names that differ
 * only in case come first; of equals the first candidate is taken, so that the answer does not depend on chance.
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  most = Math.max(1, Math.floor(name.length / 3)),
): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = most;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const found = distance(wanted, candidate.toLowerCase(), least);
    if (found < least || (found === least && best === undefined)) {
      least = found;
      best = candidate;
    }
  }
  return best;
}
