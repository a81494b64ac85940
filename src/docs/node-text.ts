import type { Nodes } from 'mdast';

/** The text of a node without its formatting. Alternative texts of images are no part of it. */
export function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  let text = '';
  for (const child of node.children) text += textOf(child as Nodes);
  return text;
}
