import type { Nodes } from 'mdast';

/** The length from which on the engine makes a string that is cut out of another a part of that. */
const leastSlice = 13;

/** Pages name the same things: what was copied last is copied once. */
const copies = new Map<string, string>();
const mostCopies = 20_000;

/** The same string with memory of its own: to cut a string that was put together, it is written out in full. */
function copy(value: string): string {
  if (value.length < leastSlice) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const own = ` ${value}`.slice(1);
  if (copies.size === mostCopies) copies.clear();
  copies.set(own, own);
  return own;
}

/** The same string, cut out of the text of the page where it stands there at the offset, and else copied. */
const cut = (value: string, text: string, offset: number): string =>
  text.startsWith(value, offset) ? text.slice(offset, offset + value.length) : copy(value);

/**
 * Replaces the strings of a node that may be kept after its tree. A string of the native parser is a slice of one text
 * that holds every string of the tree: to keep a single one is to keep that text, which is as long as the page.
 */
export function ownStrings(node: Nodes, text: string): void {
  const start = node.position?.start.offset ?? 0;
  switch (node.type) {
    case 'heading':
      ownStringsBelow(node, text);
      break;
    case 'inlineCode':
      node.value = cut(node.value, text, start + 1);
      break;
    case 'html':
      node.value = cut(node.value, text, start);
      break;
    case 'code': {
      const content = text.indexOf('\n', start) + 1;
      node.value = cut(node.value, text, content);
      if (node.lang) node.lang = copy(node.lang);
      if (node.meta) node.meta = copy(node.meta);
      break;
    }
    case 'link':
    case 'image':
      node.url = copy(node.url);
      break;
    case 'definition':
      node.url = copy(node.url);
      node.identifier = copy(node.identifier);
      if (node.label) node.label = copy(node.label);
      break;
    case 'linkReference':
    case 'imageReference':
    case 'footnoteReference':
    case 'footnoteDefinition':
      node.identifier = copy(node.identifier);
      break;
  }
}

/** The text of a heading is kept in pieces, so everything below it is replaced before it is read. */
function ownStringsBelow(node: Nodes, text: string): void {
  if (node.type === 'text') node.value = cut(node.value, text, node.position?.start.offset ?? 0);
  else if (node.type === 'mdxTextExpression' || node.type === 'inlineMath') node.value = copy(node.value);
  else if ((node.type === 'image' || node.type === 'imageReference') && node.alt) node.alt = copy(node.alt);
  if ('children' in node) {
    for (const child of node.children) {
      ownStrings(child as Nodes, text);
      ownStringsBelow(child as Nodes, text);
    }
  }
}
