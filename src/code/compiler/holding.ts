import type { Node, SourceFile } from 'typescript/unstable/ast';

/** Where words begin in a text, in order. */
function placesOf(text: string, words: Iterable<string>): Uint32Array {
  const places: number[] = [];
  for (const word of words) {
    if (word === '') continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at);
  }
  return Uint32Array.from(places).sort();
}

/**
 * Visits the nodes of a file that hold one of these words, the outer ones first. A node is made when it is looked at for the
 * first time, so that those of the rest of the file cost nothing.
 */
export function visitHolding(file: SourceFile, words: Iterable<string>, look: (node: Node) => void): void {
  const { text } = file;
  // A letter of a name may be written as an escape.
  const places = text.includes('\\u') ? undefined : placesOf(text, words);
  /** Whether a word begins within a range: the first of those at or behind its start does. */
  const holds = (start: number, end: number): boolean => {
    if (!places) return true;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return low < places.length && places[low]! < end;
  };
  const visit = (node: Node): void => {
    if (!holds(node.pos, node.end)) return;
    look(node);
    node.forEachChild((child) => void visit(child));
  };
  visit(file);
}
