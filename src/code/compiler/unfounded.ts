import {
  getTokenAtPosition,
  isCallExpression,
  isExportDeclaration,
  isExternalModuleReference,
  isIdentifier,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isNewExpression,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Checker, Symbol as NativeSymbol } from 'typescript/unstable/sync';
import { assignmentsIn } from './assignments.ts';
import { namesJudged } from './judged-names.ts';
import { namesOf } from './names.ts';
import { isFunctionValue, isStatement } from './node-kinds.ts';
import type { Diagnostic } from './port.ts';
import { nameOfModule, requestOf } from './requests.ts';

type Statement = Node & {
  readonly name?: Node;
  readonly declarationList?: {
    readonly declarations: readonly (Node & {
      readonly name: Node;
      readonly type?: Node;
      readonly initializer?: Node;
    })[];
  };
};

/** The identifiers below a node, and the modules that are asked for in it. The bodies of functions are left out on request: they do not shape types from outside. */
function identifiersIn(node: Node, bodies: boolean, found: Set<string> = new Set()): Set<string> {
  if (isIdentifier(node)) found.add(node.text);
  const request = requestOf(node);
  if (request) found.add(nameOfModule(request.text));
  if (!bodies && node.kind === SyntaxKind.Block) return found;
  node.forEachChild((child) => void identifiersIn(child, bodies, found));
  return found;
}

/** Tells the names of a file that rest on a module that was not found, for files whose names others may rest on. */
export type UnfoundedIn = (path: string) => ReadonlySet<string>;

const restsOnNothing: ReadonlySet<string> = new Set();

/** The modules that statements of a file name, as far as they are found. They are looked up together. */
function modulesOf(file: SourceFile, checker: Checker): ReadonlyMap<Node, NativeSymbol | undefined> {
  const specifiers = file.statements.flatMap((statement): readonly Node[] => {
    if (isExportDeclaration(statement)) return statement.moduleSpecifier ? [statement.moduleSpecifier] : [];
    if (isImportDeclaration(statement)) return statement.importClause ? [statement.moduleSpecifier] : [];
    if (!isImportEqualsDeclaration(statement) || !isExternalModuleReference(statement.moduleReference)) return [];
    return [statement.moduleReference.expression];
  });
  const found = specifiers.length === 0 ? [] : checker.getSymbolAtLocation(specifiers);
  return new Map(specifiers.map((specifier, index) => [specifier, found[index]]));
}

/** The names that a file imports from modules that were not found, or that rest on such a module where they are declared. */
function unresolvedImports(file: SourceFile, checker: Checker, unfoundedIn: UnfoundedIn): Set<string> {
  const names = new Set<string>();
  const modules = modulesOf(file, checker);
  for (const statement of file.statements) {
    if (isExportDeclaration(statement) && statement.moduleSpecifier) {
      if (modules.get(statement.moduleSpecifier) !== undefined) continue;
      // Whatever that module has, this one has too: its namespace as a whole is unknown.
      const exported = statement.exportClause ? identifiersIn(statement.exportClause, true) : [''];
      for (const name of exported) names.add(name);
    }
    if (isImportEqualsDeclaration(statement) && isExternalModuleReference(statement.moduleReference)) {
      if (modules.get(statement.moduleReference.expression) === undefined) names.add(statement.name.text);
    }
    if (!isImportDeclaration(statement) || !statement.importClause) continue;
    const module = modules.get(statement.moduleSpecifier);
    const path = module?.declarations[0]?.path;
    const unfounded = module === undefined ? undefined : path === undefined ? restsOnNothing : unfoundedIn(path);
    for (const name of identifiersIn(statement.importClause, true)) {
      if (unfounded === undefined || unfounded.has(name)) names.add(name);
    }
  }
  return names;
}

/** The modules that are asked for somewhere in a file and are not found. */
function unresolvedRequests(file: SourceFile, checker: Checker): string[] {
  if (!/\b(?:import|require)\s*\(/.test(file.text)) return [];
  const requests: NonNullable<ReturnType<typeof requestOf>>[] = [];
  const visit = (node: Node): void => {
    const request = requestOf(node);
    if (request) requests.push(request);
    node.forEachChild(visit);
  };
  visit(file);
  const found = requests.length === 0 ? [] : checker.getSymbolAtLocation(requests);
  return requests.flatMap(({ text }, index) => (found[index] === undefined ? [nameOfModule(text)] : []));
}

const declaredNames = (statement: Statement): string[] =>
  statement.declarationList
    ? statement.declarationList.declarations.flatMap((declaration) => [...namesOf(declaration.name)])
    : [...namesOf(statement.name)];

/** The variables of a statement that have neither a type nor a value there. */
const undecidedNames = ({ declarationList }: Statement): string[] =>
  (declarationList?.declarations ?? []).flatMap(({ name, type, initializer }) =>
    type || initializer ? [] : [...namesOf(name)],
  );

/** The names of a file whose types rest on a module that was not found, directly or through each other. */
export function unfoundedNames(
  file: SourceFile,
  checker: Checker,
  bodies: boolean,
  unfoundedIn: UnfoundedIn = () => restsOnNothing,
): ReadonlySet<string> {
  const names = unresolvedImports(file, checker, unfoundedIn);
  for (const name of unresolvedRequests(file, checker)) names.add(name);
  return withDependents(file, names, bodies);
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
  // A variable that is declared without a value and without a type is what it is given later.
  const open = new Set(file.statements.flatMap((statement) => undecidedNames(statement)));
  if (open.size > 0) {
    for (const { name, value } of assignmentsIn(file)) {
      if (open.has(name)) declarations.push({ names: [name], uses: identifiersIn(value, bodies) });
    }
  }
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

/** Whether what a diagnostic judges takes its types from one of these names. */
export function mentionsAt(
  file: SourceFile,
  names: ReadonlySet<string>,
  diagnostic: Pick<Diagnostic, 'start' | 'code'>,
): boolean {
  if (names.size === 0) return false;
  const judged = namesJudged(file, diagnostic) ?? identifiersIn(typingContext(file, diagnostic.start), true);
  for (const name of judged) if (names.has(name)) return true;
  return false;
}

/** Whether a file is an example of a page, which has what others of the page declare as they have it. */
export const isOfPage = (path: string): boolean => /\.(?:md|mdx|markdown)\.\d[\w.-]*(?:\.|\/)/i.test(path);
