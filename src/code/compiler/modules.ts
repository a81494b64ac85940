import {
  isExportDeclaration,
  isIdentifier,
  isImportDeclaration,
  isStringLiteral,
  type ModifierFlags,
  type Node,
  type SourceFile,
  type Statement,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Checker } from 'typescript/unstable/sync';
import { namesOf } from './names.ts';
import type { ImportedDeclaration, ModuleImport, TopLevelName } from './port.ts';
import { declarationsOf, targetOf } from './subject.ts';

type Declaring = Statement & {
  readonly name?: Node;
  readonly modifierFlags?: ModifierFlags;
  readonly modifiers?: readonly Node[];
  readonly declarationList?: { readonly declarations: readonly (Node & { readonly name: Node })[] };
};

const typeStatements = new Set<SyntaxKind>([SyntaxKind.InterfaceDeclaration, SyntaxKind.TypeAliasDeclaration]);

/** The names that a file declares at its top level, imported names included. */
export function* topLevelNames(file: SourceFile): Generator<TopLevelName> {
  for (const statement of file.statements as readonly Declaring[]) {
    if (isImportDeclaration(statement)) {
      const clause = statement.importClause;
      const typeOnly = clause?.phaseModifier === SyntaxKind.TypeKeyword;
      if (clause?.name) yield { name: clause.name.text, exported: false, typeOnly };
      const bindings = clause?.namedBindings as (Node & { elements?: readonly Node[]; name?: Node }) | undefined;
      if (bindings?.elements) {
        for (const element of bindings.elements as readonly (Node & { name: Node; isTypeOnly: boolean })[]) {
          for (const name of namesOf(element.name)) {
            yield { name, exported: false, typeOnly: typeOnly || element.isTypeOnly };
          }
        }
      } else for (const name of namesOf(bindings?.name)) yield { name, exported: false, typeOnly };
      continue;
    }
    const exported = (statement.modifiers ?? []).some((modifier) => modifier.kind === SyntaxKind.ExportKeyword);
    const isDefault = (statement.modifiers ?? []).some((modifier) => modifier.kind === SyntaxKind.DefaultKeyword);
    const names = statement.declarationList
      ? statement.declarationList.declarations.flatMap((declaration) => [...namesOf(declaration.name)])
      : [...namesOf(statement.name)];
    for (const name of names) {
      yield { name, exported: exported && !isDefault, typeOnly: typeStatements.has(statement.kind) };
    }
  }
}

/** Whether an import or an export from elsewhere says that all of it is for types. */
function isTypeOnly({ parent }: Node): boolean {
  if (parent && isImportDeclaration(parent)) {
    const clause = parent.importClause;
    if (!clause || clause.phaseModifier === SyntaxKind.TypeKeyword) return clause !== undefined;
    const { elements = [] } = (clause.namedBindings ?? {}) as {
      elements?: readonly (Node & { isTypeOnly: boolean })[];
    };
    return !clause.name && elements.length > 0 && elements.every((element) => element.isTypeOnly);
  }
  if (parent && isExportDeclaration(parent)) return parent.isTypeOnly;
  // `import('./a.ts').A` where a type stands: what holds the specifier is a type itself.
  return parent?.kind === SyntaxKind.LiteralType;
}

/** The imports of a file, with what the compiler found. */
export function moduleImports(file: SourceFile, checker: Checker): ModuleImport[] {
  const specifiers = file.imports.filter(isStringLiteral);
  const symbols = specifiers.length === 0 ? [] : checker.getSymbolAtLocation(specifiers);
  return specifiers.map((node, index): ModuleImport => {
    const start = node.getStart(file) + 1;
    const symbol = symbols[index];
    // The path of the handle itself has lost its case where the disk does not mind case.
    const found = symbol?.declarations.find(({ kind }) => kind === SyntaxKind.SourceFile)?.resolve();
    const target = (found as SourceFile | undefined)?.fileName;
    const typeOnly = isTypeOnly(node);
    return { specifier: node.text, start, end: node.end - 1, resolved: symbol !== undefined, target, typeOnly };
  });
}

/** Where the names that a file imports are declared. */
export function importedDeclarations(file: SourceFile, checker: Checker): ImportedDeclaration[] {
  const names: Node[] = [];
  for (const statement of file.statements) {
    if (!isImportDeclaration(statement)) continue;
    const clause = statement.importClause;
    if (clause?.name) names.push(clause.name);
    clause?.namedBindings?.forEachChild((element) => {
      const name = isIdentifier(element) ? element : (element as Node & { name?: Node }).name;
      if (name) names.push(name);
    });
  }
  if (names.length === 0) return [];
  return checker.getSymbolAtLocation(names).flatMap((symbol, index) => {
    const local = names[index]!.getText(file);
    return declarationsOf(targetOf(checker, symbol)).map((declaration) => ({ ...declaration, local }));
  });
}
