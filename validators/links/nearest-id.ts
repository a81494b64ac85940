import { nearest } from '../../src/config/nearest.ts';

const wordsOf = (id: string): string[] =>
  id
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
const digitsOf = (text: string): string => text.replace(/\D+/g, ' ').trim();

/** How much one word is like the other, from 0 to 1: a letter in five may be mistyped, of three at most, and no digit. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (digitsOf(a) !== digitsOf(b) || Math.min(a.length, b.length) < 3) return 0;
  return nearest(a, [b], Math.min(3, Math.max(1, Math.floor(a.length / 5)))) === undefined ? 0 : 0.9;
}

/** How many words two lists have in common, in their order; a mistyped one counts for less. */
function inCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    for (let at = 1; at <= b.length; at += 1) {
      row.push(Math.max(above[at - 1]! + likeness(word, b[at - 1]!), above[at]!, row[at - 1]!));
    }
    above = row;
  }
  return above[b.length]!;
}

/**
 * The id that was probably meant. Ids are sentences, so that they are compared by words: all that was written are there,
 * however they are parted, or more than two in three of the longer one. `undefined` when nothing is near, or two are equally so.
 */
export function nearestId(id: string, candidates: readonly string[]): string | undefined {
  const wanted = wordsOf(id);
  const spelt = candidates.find((candidate) => wordsOf(candidate).join('') === wanted.join(''));
  if (spelt !== undefined && wanted.length > 0) return spelt;
  let best: string | undefined;
  let most = 0;
  let isTied = false;
  for (const candidate of new Set(candidates)) {
    const words = wordsOf(candidate);
    const shared = inCommon(wanted, words);
    const longer = Math.max(wanted.length, words.length);
    const isWhole = wanted.length > 0 && shared >= 0.9 * wanted.length;
    if (!isWhole && shared * 3 <= longer * 2) continue;
    const score = shared / longer + (shared === wanted.length ? 1 : 0);
    if (score < most) continue;
    isTied = score === most;
    [best, most] = [candidate, score];
  }
  return isTied ? undefined : best;
}
