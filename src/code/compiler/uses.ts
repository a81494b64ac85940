import { isIdentifier, type Node, type SourceFile } from 'typescript/unstable/ast';
import { type Checker, SymbolFlags } from 'typescript/unstable/sync';
import { declarationId } from './exported.ts';
import { targetOf } from './subject.ts';

function* identifiers(node: Node): Generator<Node> {
  if (isIdentifier(node)) yield node;
  const children: Node[] = [];
  node.forEachChild((child) => void children.push(child));
  for (const child of children) yield* identifiers(child);
}

/**
 * Finds what the names in files stand for. Symbols are the same for all files of a program, so that what an alias leads to
 * is asked once.
 */
export function createUses(checker: Checker): (file: SourceFile) => ReadonlySet<string> {
  const known = new Map<number, readonly string[]>();
  return (file) => {
    const found = new Set<string>();
    const nodes = [...identifiers(file)];
    if (nodes.length === 0) return found;
    for (const symbol of checker.getSymbolAtLocation(nodes)) {
      if (!symbol) continue;
      let ids = known.get(symbol.id);
      if (!ids) {
        const isAlias = (symbol.flags & SymbolFlags.Alias) !== 0;
        const target = isAlias ? targetOf(checker, symbol) : undefined;
        ids = [...symbol.declarations, ...(target?.declarations ?? [])].map(declarationId);
        known.set(symbol.id, ids);
      }
      for (const id of ids) found.add(id);
    }
    return found;
  };
}
