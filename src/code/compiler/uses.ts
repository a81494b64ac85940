import {
  isCallExpression,
  isIdentifier,
  isImportDeclaration,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Checker, SymbolFlags } from 'typescript/unstable/sync';
import { declarationId } from './exported.ts';
import { targetOf } from './subject.ts';

/** `const greeter = require('greeter')`, and patterns in the place of the name. */
function requires(node: Node): boolean {
  const value = isVariableDeclaration(node) ? node.initializer : undefined;
  if (!value || !isCallExpression(value)) return false;
  return isIdentifier(value.expression) && value.expression.text === 'require';
}

/** Whether a node binds what a module exports to names that the file may choose freely. */
const bindsModule = (node: Node): boolean =>
  isImportDeclaration(node) || node.kind === SyntaxKind.ImportEqualsDeclaration || requires(node);

/** The identifiers that have one of these names, and all those that are bound by an import. */
function identifiers(node: Node, names: ReadonlySet<string>, all: boolean, found: Node[] = []): Node[] {
  if (isIdentifier(node)) {
    if (all || names.has(node.text)) found.push(node);
    return found;
  }
  const below = all || bindsModule(node);
  node.forEachChild((child) => void identifiers(child, names, below, found));
  return found;
}

/**
 * Finds what names in files stand for. Symbols are the same for all files of a program, so that what an alias leads to is
 * asked once. The compiler finds the types of an expression anew when it is asked for a member of it, so that names that
 * nobody wants to know of are not asked for.
 */
export function createUses(checker: Checker): (file: SourceFile, names: ReadonlySet<string>) => ReadonlySet<string> {
  const known = new Map<number, readonly string[]>();
  return (file, names) => {
    const found = new Set<string>();
    const nodes = identifiers(file, names, false);
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
