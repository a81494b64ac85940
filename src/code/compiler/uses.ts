import {
  isCallExpression,
  isIdentifier,
  isImportDeclaration,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Checker, type Symbol as NativeSymbol, SymbolFlags } from 'typescript/unstable/sync';
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

/** Finds what names in files stand for. */
export interface Uses {
  /** The ids of the declarations that these names, and those that the file imports, stand for in a file. */
  in(file: SourceFile, names: ReadonlySet<string>): ReadonlySet<string>;
  /** What the compiler is asked for that. */
  symbolsIn(file: SourceFile, names: ReadonlySet<string>): readonly (NativeSymbol | undefined)[];
}

/**
 * Symbols are the same for all files of a program, so that what an alias leads to is asked once. The compiler finds the types
 * of an expression anew when it is asked for a member of it, so that names that nobody wants to know of are not asked for.
 */
export function createUses(checker: Checker): Uses {
  const known = new Map<number, readonly string[]>();
  const symbolsIn: Uses['symbolsIn'] = (file, names) => {
    const nodes = identifiers(file, names, false);
    return nodes.length === 0 ? [] : checker.getSymbolAtLocation(nodes);
  };
  return {
    symbolsIn,
    in(file, names) {
      const found = new Set<string>();
      for (const symbol of symbolsIn(file, names)) {
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
    },
  };
}
