/** The length from which on the engine makes a string that is cut out of another a part of that. */
const leastSlice = 13;

/** Pages name the same things: what was copied last is copied once. */
const copies = new Map<string, string>();
const mostCopies = 20_000;

/**
 * The same string with memory of its own: to cut a string that was put together, it is written out in full. A string of the
 * native parser is a slice of one text that holds every string of the tree: to keep a single one is to keep that text, which
 * is as long as the page.
 */
export function copied(value: string): string {
  if (value.length < leastSlice) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const own = ` ${value}`.slice(1);
  if (copies.size === mostCopies) copies.clear();
  copies.set(own, own);
  return own;
}

/** The same string, cut out of the text of the page where it stands there after the offset, and else copied. */
export function cut(value: string, page: string, offset: number): string {
  const at = page.indexOf(value, offset);
  return at < 0 ? copied(value) : page.slice(at, at + value.length);
}
