import {
  getTokenAtPosition,
  isArrowFunction,
  isCallExpression,
  isExportDeclaration,
  isFunctionExpression,
  isIdentifier,
  isImportDeclaration,
  isNewExpression,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Checker } from 'typescript/unstable/sync';
import { namesOf } from './names.ts';

type Statement = Node & {
  readonly name?: Node;
  readonly declarationList?: { readonly declarations: readonly (Node & { readonly name: Node })[] };
};

/** The identifiers below a node. The bodies of functions are left out on request: they do not shape types from outside. */
function identifiersIn(node: Node, bodies: boolean, found: Set<string> = new Set()): Set<string> {
  if (isIdentifier(node)) found.add(node.text);
  if (!bodies && node.kind === SyntaxKind.Block) return found;
  node.forEachChild((child) => void identifiersIn(child, bodies, found));
  return found;
}

/** The names that a file imports from modules that were not found. */
function unresolvedImports(file: SourceFile, checker: Checker): Set<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (isExportDeclaration(statement) && statement.moduleSpecifier && !statement.exportClause) {
      // Whatever that module has, this one has too: its namespace as a whole is unknown.
      if (checker.getSymbolAtLocation(statement.moduleSpecifier) === undefined) names.add('');
    }
    if (!isImportDeclaration(statement) || !statement.importClause) continue;
    if (checker.getSymbolAtLocation(statement.moduleSpecifier) !== undefined) continue;
    for (const name of identifiersIn(statement.importClause, true)) names.add(name);
  }
  return names;
}

const declaredNames = (statement: Statement): string[] =>
  statement.declarationList
    ? statement.declarationList.declarations.flatMap((declaration) => [...namesOf(declaration.name)])
    : [...namesOf(statement.name)];

/** The names of a file whose types rest on a module that was not found, directly or through each other. */
export function unfoundedNames(file: SourceFile, checker: Checker, bodies: boolean): ReadonlySet<string> {
  return withDependents(file, unresolvedImports(file, checker), bodies);
}

/** Names of a file, and those of its declarations whose types rest on them, directly or through each other. */
export function withDependents(file: SourceFile, names: ReadonlySet<string>, bodies: boolean): ReadonlySet<string> {
  if (names.size === 0) return names;
  const found = new Set(names);
  const declarations: { names: string[]; uses: Set<string> }[] = [];
  const visit = (node: Node): void => {
    const declared = declaredNames(node as Statement);
    if (declared.length > 0) declarations.push({ names: declared, uses: identifiersIn(node, bodies) });
  };
  for (const statement of file.statements) if (!isImportDeclaration(statement)) visit(statement);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { names: declared, uses } of declarations) {
      if (declared.every((name) => found.has(name)) || ![...uses].some((name) => found.has(name))) continue;
      for (const name of declared) found.add(name);
      grown = true;
    }
  }
  return found;
}

const isFunctionValue = (node: Node): boolean => isArrowFunction(node) || isFunctionExpression(node);

const isStatement = (node: Node): boolean => {
  const { kind } = node;
  return kind === SyntaxKind.SourceFile || (kind >= SyntaxKind.FirstStatement && kind <= SyntaxKind.LastStatement);
};

/**
 * The outermost expression that gives a place its types. The types inside a callback come from the call that it is an
 * argument of; those inside any other function from that function alone.
 */
export function typingContext(file: SourceFile, position: number): Node {
  let context: Node = getTokenAtPosition(file, position);
  for (let at: Node | undefined = context.parent; at; at = at.parent) {
    if (isFunctionValue(at)) {
      let outer: Node | undefined = at.parent;
      while (outer && !isStatement(outer) && !isCallExpression(outer) && !isNewExpression(outer)) outer = outer.parent;
      if (!outer || isStatement(outer)) return context;
      context = outer;
      at = outer;
    } else if (at.kind === SyntaxKind.FunctionDeclaration || at.kind === SyntaxKind.SourceFile) {
      return context;
    } else if (at.kind !== SyntaxKind.Block) {
      context = at;
    }
  }
  return context;
}

/** Whether a place takes its types from one of these names. */
export function mentionsAt(file: SourceFile, names: ReadonlySet<string>, position: number): boolean {
  if (names.size === 0) return false;
  for (const name of identifiersIn(typingContext(file, position), true)) if (names.has(name)) return true;
  return false;
}
