import {
  isExportDeclaration,
  isIdentifier,
  isImportDeclaration,
  isNamedExports,
  isNamedImports,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Checker, SymbolFlags } from 'typescript/unstable/sync';
import type { Span } from './port.ts';
import { targetOf } from './subject.ts';

type Specifier = Node & { readonly name: Node; readonly isTypeOnly: boolean };

/** Whether a name that is imported or exported stands for a type and nothing that exists when the program runs. */
function isTypeOnly(checker: Checker, name: Node): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  const target =
    symbol && name.parent.kind === SyntaxKind.ExportSpecifier
      ? targetOf(checker, checker.getExportSpecifierLocalTargetSymbol(name.parent) ?? symbol)
      : targetOf(checker, symbol);
  return target !== undefined && (target.flags & SymbolFlags.Value) === 0;
}

/**
 * The parts of import and export statements that name types only, so that the compiler leaves them out of what it emits.
 * Node's type stripping leaves out only what says `type` itself.
 */
export function erasableSpans(file: SourceFile, checker: Checker): Span[] {
  const spans: Span[] = [];
  const span = (node: Node): Span => ({ start: node.getStart(file), end: node.end });
  /** Takes out a list with its elements, or the elements that are types when others are not. */
  const erase = (whole: Node, elements: readonly Specifier[], others: boolean): void => {
    const types = elements.filter((element) => element.isTypeOnly || isTypeOnly(checker, element.name));
    if (types.length === 0) return;
    if (types.length === elements.length && !others) spans.push(span(whole));
    else {
      for (const type of types) {
        const { start, end } = span(type);
        const comma = /^\s*,/.exec(file.text.slice(end))?.[0].length ?? 0;
        spans.push({ start, end: end + comma });
      }
    }
  };
  for (const statement of file.statements) {
    if (isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      if (!statement.isTypeOnly && clause && isNamedExports(clause)) {
        erase(statement, clause.elements as unknown as readonly Specifier[], false);
      }
    } else if (isImportDeclaration(statement)) {
      const clause = statement.importClause;
      if (!clause || clause.phaseModifier === SyntaxKind.TypeKeyword) continue;
      const bindings = clause.namedBindings;
      if (bindings && isNamedImports(bindings)) {
        erase(statement, bindings.elements as unknown as readonly Specifier[], clause.name !== undefined);
      } else if (!bindings && clause.name && isIdentifier(clause.name) && isTypeOnly(checker, clause.name)) {
        spans.push(span(statement));
      }
    }
  }
  return spans;
}
