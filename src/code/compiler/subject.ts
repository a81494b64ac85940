import {
  getTokenAtPosition,
  isBindingElement,
  isCallExpression,
  isElementAccessExpression,
  isExportDeclaration,
  isExpression,
  isIdentifier,
  isImportDeclaration,
  isImportTypeNode,
  isJsxOpeningLikeElement,
  isLiteralTypeNode,
  isNewExpression,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isQualifiedName,
  isStringLiteral,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import {
  type Checker,
  type Symbol as NativeSymbol,
  type NodeHandle,
  SignatureKind,
  type Type,
} from 'typescript/unstable/sync';
import { namesOf } from './names.ts';
import type { Declaration, Diagnostic, DiagnosticSubject, Lacked } from './port.ts';

// Numbers of https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json
const missingModule = new Set([2306, 2307, 2792, 2882, 7016]);
const missingExport = new Set([1192, 2305, 2459, 2460, 2497, 2613, 2614, 2616, 2617, 2694, 2724]);
const missingMember = new Set([2339, 2341, 2349, 2351, 2445, 2540, 2551, 2576]);
const wrongUse = new Set([
  2314, 2322, 2326, 2344, 2345, 2353, 2554, 2555, 2556, 2558, 2559, 2560, 2561, 2599, 2739, 2740, 2741, 2743, 2769,
  2819, 2820,
]);
const missingName = new Set([2304, 2503, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2867, 2868, 18004]);

/** The name at the top level of its file that a declaration is a part of. */
function topLevelNameOf(handle: NodeHandle): string {
  let node = handle.resolve();
  while (node?.parent?.parent && node.parent.kind !== SyntaxKind.SourceFile && !isVariableAtTop(node))
    node = node.parent;
  return [...namesOf((node as (Node & { name?: Node }) | undefined)?.name)][0] ?? '';
}

const isVariableAtTop = (node: Node): boolean =>
  node.kind === SyntaxKind.VariableDeclaration && node.parent.parent?.parent?.kind === SyntaxKind.SourceFile;

/** Whether a file is one of those that come with the compiler. They are large, and nobody asks for parts of them. */
const isLibrary = (path: string): boolean => /\/lib\.[\w.]+\.d\.ts$/.test(path);

const pathsOf = (handles: readonly NodeHandle[]): Declaration[] =>
  handles.map((handle) => ({ path: handle.path, name: isLibrary(handle.path) ? '' : topLevelNameOf(handle) }));

/** Where a symbol is declared. */
export function declarationsOf(symbol: NativeSymbol | undefined): Declaration[] {
  return symbol ? pathsOf(symbol.declarations) : [];
}

/** The symbol that an imported name really stands for. */
export function targetOf(checker: Checker, symbol: NativeSymbol | undefined): NativeSymbol | undefined {
  if (!symbol) return undefined;
  const isAlias = (symbol.flags & 0x200000) !== 0;
  if (!isAlias) return symbol;
  const target = checker.getAliasedSymbol(symbol);
  return checker.isUnknownSymbol(target) ? undefined : target;
}

/** Where the parts of a type are declared. A union or intersection is declared where its members are. */
function declarationsOfType(type: Type | undefined): Declaration[] {
  if (!type) return [];
  const own = declarationsOf(type.getAliasSymbol() ?? type.getSymbol());
  if (own.length > 0) return own;
  if (type.isUnionType() || type.isIntersectionType())
    return type.getTypes().flatMap((part) => declarationsOfType(part));
  return [];
}

const ancestor = <Found extends Node>(
  node: Node | undefined,
  matches: (candidate: Node) => candidate is Found,
): Found | undefined => {
  for (let at = node; at; at = at.parent) if (matches(at)) return at;
  return undefined;
};

/** The module specifier of the import or export that a node stands in. */
function specifierOf(node: Node): string | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (isImportDeclaration(at) || isExportDeclaration(at)) {
      return at.moduleSpecifier && isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : undefined;
    }
    if (isImportTypeNode(at) && isLiteralTypeNode(at.argument) && isStringLiteral(at.argument.literal)) {
      return at.argument.literal.text;
    }
  }
  return undefined;
}

/** The specifier of the import that binds a name, such as the `z` of `z.infer`. */
function importOf(checker: Checker, file: SourceFile, name: Node): string | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  const declaration = symbol?.declarations.find((handle) => handle.path === file.path)?.resolve();
  return declaration && specifierOf(declaration);
}

type Called = Node & { readonly expression?: Node; readonly tagName?: Node };

/** What stands to be called: the name of a function, a class or a component. */
const calleeOf = (call: Called): Node | undefined => call.expression ?? call.tagName;

const nameNodeOf = (node: Node): Node => (isPropertyAccessExpression(node) ? node.name : node);

const isCall = (node: Node): node is Called =>
  isCallExpression(node) ||
  isNewExpression(node) ||
  isJsxOpeningLikeElement(node) ||
  node.kind === SyntaxKind.Decorator;

/** Where a value of an argument, a property or an element goes: its receiver, unless a function body lies between. */
function receiverOf(node: Node): Node | undefined {
  for (let at: Node | undefined = node.parent, from = node; at; from = at, at = at.parent) {
    if (isCall(at)) return at;
    switch (at.kind) {
      case SyntaxKind.VariableDeclaration:
      case SyntaxKind.PropertyDeclaration:
      case SyntaxKind.Parameter:
      case SyntaxKind.SatisfiesExpression:
      case SyntaxKind.AsExpression:
      case SyntaxKind.TypeReference:
      case SyntaxKind.ExpressionWithTypeArguments:
        return at;
      case SyntaxKind.BinaryExpression:
        return at;
      case SyntaxKind.Block:
      case SyntaxKind.SourceFile:
        return undefined;
      default:
        if (at.kind === SyntaxKind.ArrowFunction && (at as Node & { body?: Node }).body === from) continue;
    }
  }
  return undefined;
}

/**
 * Whether a name is a variable that only browsers declare, such as `name` or `event`. In a snippet it stands for something
 * of the reader's.
 */
function isBrowserGlobal(checker: Checker, name: Node): boolean {
  const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
  return declarations.length > 0 && declarations.every(({ path }) => /\/lib\.dom[.\w]*\.d\.ts$/.test(path));
}

/** Where the signature is declared that a call was held against; `undefined` when it is declared nowhere. */
function signatureOf(checker: Checker, call: Node, callee: Node): Declaration | undefined {
  if (!isCallExpression(call) && !isNewExpression(call)) return undefined;
  const kind = isCallExpression(call) ? SignatureKind.Call : SignatureKind.Construct;
  const type = checker.getTypeAtLocation(callee);
  const signatures = type ? checker.getSignaturesOfType(type, kind) : [];
  const declared = signatures.flatMap(({ declaration }) => pathsOf(declaration ? [declaration] : []));
  const [first] = declared;
  const areAlike = declared.every(({ path, name }) => path === first?.path && name === first.name);
  if (areAlike && declared.length === signatures.length) return first;
  // To choose between them, the compiler finds the types of all arguments anew.
  const chosen = checker.getResolvedSignature(call)?.declaration;
  return chosen && pathsOf([chosen])[0];
}

/**
 * Whether a type has what `fetch` takes among its properties. Platforms add to that, as Node does with `dispatcher`, and the
 * types of browsers know nothing of it.
 */
function isOfPlatform(checker: Checker, type: Type): boolean {
  const parts = type.isUnionType() ? type.getTypes() : [type];
  return parts
    .flatMap((part) => checker.getPropertiesOfType(part))
    .some(({ name, declarations }) => name === 'credentials' && declarations.some(({ path }) => isLibrary(path)));
}

type ClassNode = Node & { readonly name?: Node & { readonly text: string }; readonly members: readonly Node[] };

const isClass = (node: Node): node is ClassNode =>
  node.kind === SyntaxKind.ClassDeclaration || node.kind === SyntaxKind.ClassExpression;

/** Whether a class makes one of itself without showing its constructor: an example that shows other parts of the class. */
function isMadeInside(call: Node, name: string): boolean {
  const around = ancestor(call, isClass);
  return around?.name?.text === name && !around.members.some(({ kind }) => kind === SyntaxKind.Constructor);
}

function useOf(file: SourceFile, checker: Checker, token: Node, diagnostic: Diagnostic): DiagnosticSubject | undefined {
  const name = token.getText(file);
  if (isIdentifier(token) && isBrowserGlobal(checker, token)) return undefined;
  // The name of a property that a literal has too much is judged by the type that the literal must have.
  const literal = ancestor(token, isObjectLiteralExpression);
  if ((diagnostic.code === 2353 || diagnostic.code === 2561) && literal) {
    const type = checker.getContextualType(literal);
    if (type && isOfPlatform(checker, type)) return undefined;
    const declarations = declarationsOfType(type);
    if (declarations.length > 0) return { about: 'use', name, declarations };
  }
  // An error that spans a whole call is about that call, one inside it about whatever takes the value.
  const start = token.parent;
  const spansCall = start && isCall(start) && calleeOf(start)?.getStart(file) === diagnostic.start;
  const receiver = spansCall || (start && isCall(start) && calleeOf(start) === token) ? start : receiverOf(token);
  if (!receiver) return undefined;
  if (isCall(receiver)) {
    const callee = calleeOf(receiver);
    if (!callee) return undefined;
    const called = nameNodeOf(callee).getText(file);
    if (isNewExpression(receiver) && isMadeInside(receiver, called)) return undefined;
    const signature = signatureOf(checker, receiver, callee);
    if (signature) return { about: 'use', name: called, declarations: [signature] };
    const symbol = targetOf(checker, checker.getSymbolAtLocation(nameNodeOf(callee)));
    return { about: 'use', name: called, declarations: declarationsOf(symbol) };
  }
  const annotation = (receiver as Node & { readonly type?: Node }).type ?? (receiver as Called).expression;
  if (receiver.kind === SyntaxKind.TypeReference) {
    const typeName = (receiver as Node & { readonly typeName: Node }).typeName;
    const symbol = targetOf(
      checker,
      checker.getSymbolAtLocation(isQualifiedName(typeName) ? typeName.right : typeName),
    );
    return { about: 'use', name: typeName.getText(file), declarations: declarationsOf(symbol) };
  }
  if (receiver.kind === SyntaxKind.BinaryExpression) {
    const left = (receiver as Node & { readonly left: Node }).left;
    if (!isPropertyAccessExpression(left)) return undefined;
    return { about: 'use', name: left.name.text, declarations: declarationsOf(checker.getSymbolAtLocation(left.name)) };
  }
  const type = annotation && checker.getTypeAtLocation(annotation);
  return type && { about: 'use', name: annotation?.getText(file) ?? name, declarations: declarationsOfType(type) };
}

function memberOf(file: SourceFile, checker: Checker, token: Node): DiagnosticSubject | undefined {
  const at = token.parent;
  if (!at) return undefined;
  let receiver: Node | undefined;
  if (isPropertyAccessExpression(at)) receiver = at.name === token ? at.expression : at;
  else if (isElementAccessExpression(at)) receiver = at.expression;
  else if (isQualifiedName(at)) receiver = at.left;
  else if (isBindingElement(at)) receiver = at.parent;
  else if (isCallExpression(at) || isNewExpression(at)) receiver = at.expression;
  else if (isIdentifier(token) && isExpression(token)) receiver = token;
  if (!receiver) return undefined;
  const type = checker.getTypeAtLocation(receiver);
  if (!type || type.isErrorType()) return undefined;
  const symbol = isIdentifier(receiver) ? targetOf(checker, checker.getSymbolAtLocation(receiver)) : undefined;
  const declarations = declarationsOfType(type);
  return {
    about: 'member',
    name: token.getText(file),
    called: isPropertyAccessExpression(at) && isCallExpression(at.parent) && at.parent.expression === at,
    owner: receiver.getText(file),
    declarations: declarations.length > 0 ? declarations : declarationsOf(symbol),
  };
}

/** The module of `const { name } = require('module')` that a name of the pattern comes from. */
function requiredModule(token: Node): Node | undefined {
  const pattern = ancestor(token, isBindingElement)?.parent;
  const call = (pattern?.parent as (Node & { readonly initializer?: Node }) | undefined)?.initializer;
  if (!call || !isCallExpression(call)) return undefined;
  const [module] = call.arguments;
  const isRequire = isIdentifier(call.expression) && call.expression.text === 'require';
  return isRequire && module && isStringLiteral(module) ? module : undefined;
}

function exportOf(file: SourceFile, checker: Checker, token: Node): DiagnosticSubject | undefined {
  let specifier = specifierOf(token);
  let declarations: Declaration[] = [];
  const required = specifier === undefined ? requiredModule(token) : undefined;
  if (required && isStringLiteral(required)) {
    specifier = required.text;
    declarations = declarationsOf(checker.getSymbolAtLocation(required));
  } else if (specifier === undefined) {
    // `ns.Name` in a type: the namespace is bound by an import, or is declared somewhere.
    const qualified = ancestor(token, isQualifiedName);
    if (!qualified) return undefined;
    const left = isQualifiedName(qualified.left) ? qualified.left.right : qualified.left;
    specifier = importOf(checker, file, left) ?? '';
    declarations = declarationsOf(targetOf(checker, checker.getSymbolAtLocation(left)));
  } else {
    const statement = ancestor(token, isImportDeclaration) ?? ancestor(token, isExportDeclaration);
    const module = statement?.moduleSpecifier;
    declarations = module ? declarationsOf(checker.getSymbolAtLocation(module)) : [];
  }
  const name = isIdentifier(token) || isStringLiteral(token) ? token.text : token.getText(file);
  return { about: 'export', specifier, name, declarations };
}

/** Whether a diagnostic says that a module or a name does not exist. */
export const lacks = ({ code }: Diagnostic): boolean => missingModule.has(code) || missingName.has(code);

/** The module or the name that a diagnostic says does not exist. */
export function lackedAt(file: SourceFile, diagnostic: Diagnostic): Lacked | undefined {
  const token = getTokenAtPosition(file, diagnostic.start);
  if (missingName.has(diagnostic.code)) return { about: 'name', name: token.getText(file) };
  return isStringLiteral(token) ? { about: 'module', specifier: token.text } : undefined;
}

/** Whether it can be told what a diagnostic is about. */
export const hasSubject = (diagnostic: Diagnostic): boolean =>
  lacks(diagnostic) || [missingExport, missingMember, wrongUse].some((codes) => codes.has(diagnostic.code));

/**
 * Tells what a diagnostic is about from the symbols at its place. The text of the message is never read: it is for
 * people, and it changes between versions.
 */
export function subjectOf(file: SourceFile, checker: Checker, diagnostic: Diagnostic): DiagnosticSubject | undefined {
  const { code } = diagnostic;
  if (lacks(diagnostic)) return lackedAt(file, diagnostic);
  const token = getTokenAtPosition(file, diagnostic.start);
  if (missingExport.has(code)) return exportOf(file, checker, token);
  if (missingMember.has(code)) return memberOf(file, checker, token);
  if (wrongUse.has(code)) return useOf(file, checker, token, diagnostic);
  return undefined;
}
