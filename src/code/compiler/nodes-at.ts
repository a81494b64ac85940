import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import type { NodeSpan } from './port.ts';

/** The name of each kind. Some have a second one, which says where a range of kinds begins or ends. */
const names = new Map<number, string>();
for (const [name, kind] of Object.entries(SyntaxKind)) {
  if (typeof kind === 'number' && !names.has(kind)) names.set(kind, name);
}

/** The nodes of a file around an offset, the innermost first. */
export function nodesAt(file: SourceFile, offset: number): NodeSpan[] {
  const found: NodeSpan[] = [];
  let at: Node | undefined = file;
  while (at) {
    let next: Node | undefined;
    at.forEachChild((child) => {
      if (child.getStart(file) <= offset && offset < child.end) next = child;
    });
    if (next) {
      const { kind, pos, end } = next;
      found.unshift({ kind: names.get(kind) ?? '', start: next.getStart(file), end, fullStart: pos });
    }
    at = next;
  }
  return found;
}
