import {
  isArrowFunction,
  isBindingElement,
  isFunctionExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isQualifiedName,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { assignmentsIn } from './assignments.ts';
import { namesOf } from './names.ts';
import { isFunction, isFunctionValue, isStatement } from './node-kinds.ts';
import { requestOf } from './requests.ts';

/** The parts of nodes that are asked for here, where a node has them. */
type Parts = Node & {
  readonly name?: Node;
  readonly type?: Node;
  readonly constraint?: Node;
  readonly initializer?: Node & { readonly declarations?: readonly Node[] };
  readonly expression?: Node;
  readonly left?: Node;
  readonly condition?: Node;
  readonly parameters?: readonly Node[];
  readonly typeParameters?: readonly Node[];
  readonly statements?: readonly Node[];
  readonly declarationList?: { readonly declarations: readonly Node[] };
  readonly variableDeclaration?: Node;
};

const isClass = ({ kind }: Node): boolean =>
  kind === SyntaxKind.ClassDeclaration || kind === SyntaxKind.ClassExpression;

/** Whether an identifier is no more than the name of a member or of an attribute. */
function isMemberName(node: Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (isPropertyAccessExpression(parent)) return parent.name === node;
  if (isQualifiedName(parent)) return parent.right === node;
  switch (parent.kind) {
    case SyntaxKind.PropertyAssignment:
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.PropertySignature:
    case SyntaxKind.MethodSignature:
    case SyntaxKind.PropertyDeclaration:
    case SyntaxKind.JsxAttribute:
      return (parent as Parts).name === node;
    default:
      return isBindingElement(parent) && (parent as Node & { propertyName?: Node }).propertyName === node;
  }
}

/**
 * The identifiers below a node that stand for something, its `this` and `super`, and the texts that name modules, without
 * those below another one.
 */
export function* referencesIn(node: Node, without?: Node): Generator<Node> {
  if (node === without) return;
  if (isIdentifier(node)) {
    if (!isMemberName(node)) yield node;
    return;
  }
  if (node.kind === SyntaxKind.ThisKeyword || node.kind === SyntaxKind.SuperKeyword) yield node;
  const request = requestOf(node);
  if (request) yield request;
  const below: Node[] = [];
  node.forEachChild((child) => void below.push(child));
  for (const child of below) yield* referencesIn(child, without);
}

const declares = (declaration: Node, name: string): boolean => [...namesOf((declaration as Parts).name)].includes(name);

/** What binds a name inside of functions; `undefined` for a name of the top level or of elsewhere. */
export function bindingOf(reference: Node, name: string): Node | undefined {
  const declaring = (among: readonly Node[] = []): Node | undefined => among.find((one) => declares(one, name));
  for (let at: Node | undefined = reference.parent; at && at.kind !== SyntaxKind.SourceFile; at = at.parent) {
    const { parameters, typeParameters, statements = [], initializer, variableDeclaration } = at as Parts;
    const parameter = (isFunction(at) ? declaring(parameters) : undefined) ?? declaring(typeParameters);
    if (parameter) return parameter;
    for (const statement of statements) {
      const declared = declaring((statement as Parts).declarationList?.declarations);
      if (declared) return declared;
      if (declares(statement, name)) return statement;
    }
    const isLoop = at.kind >= SyntaxKind.ForStatement && at.kind <= SyntaxKind.ForOfStatement;
    const looped = isLoop ? declaring(initializer?.declarations) : undefined;
    if (looped) return looped;
    if (at.kind === SyntaxKind.CatchClause && variableDeclaration && declares(variableDeclaration, name))
      return variableDeclaration;
    // A function or a class that is a value is known by its name inside of itself.
    if ((isFunctionExpression(at) || at.kind === SyntaxKind.ClassExpression) && declares(at, name)) return at;
  }
  return undefined;
}

/** The variable or parameter that a part of a pattern belongs to. */
export function declarationOf(element: Node): Node {
  let at = element;
  while (isBindingElement(at)) at = at.parent.parent;
  return at;
}

/** The references of what a pattern takes where a part is missing: of those parts that a name comes from, or of all. */
function* defaultsIn(pattern: Node, name: string | undefined): Generator<Node> {
  const elements: Node[] = [];
  pattern.forEachChild((element) => void elements.push(element));
  for (const element of elements.filter(isBindingElement)) {
    if (name !== undefined && !declares(element, name)) continue;
    if (element.initializer) yield* referencesIn(element.initializer);
    if (element.name && !isIdentifier(element.name)) yield* defaultsIn(element.name, name);
  }
}

/** The whole expression that a function value stands in: what calls it gives its parameters their types. */
function surroundingOf(declared: Node): Node {
  let whole = declared;
  for (
    let at: Node | undefined = declared.parent;
    at && !isStatement(at) && at.kind !== SyntaxKind.Block;
    at = at.parent
  )
    whole = at;
  return whole;
}

/** The references of what a variable is: of what it starts with, of what a loop gives to it, of what is assigned to it. */
function* sourcesOfVariable(variable: Node): Generator<Node> {
  const { name, initializer } = variable as Parts;
  if (initializer) {
    yield* referencesIn(initializer);
    return;
  }
  const holder = variable.parent.parent;
  if (holder.kind === SyntaxKind.ForOfStatement) yield* referencesIn((holder as Parts).expression!);
  else if (name && isIdentifier(name)) {
    for (const { name: assigned, value } of assignmentsIn(holder.parent)) {
      if (assigned === name.text) yield* referencesIn(value);
    }
  }
}

/** The references that the type of what binds a name comes from; of a pattern as a whole, when no name is said. */
export function* sourcesOf(binding: Node, name?: string): Generator<Node> {
  const { name: bound, type, initializer, parent } = binding as Parts;
  if (type) yield* referencesIn(type);
  else if (binding.kind === SyntaxKind.Parameter && parent) {
    if (initializer) yield* referencesIn(initializer);
    // The body of the function has no part in the types of its parameters.
    if (isFunctionValue(parent) || parent.kind === SyntaxKind.MethodDeclaration)
      yield* referencesIn(surroundingOf(parent), parent);
  } else if (binding.kind === SyntaxKind.VariableDeclaration) yield* sourcesOfVariable(binding);
  else yield* referencesIn(binding);
  if (bound && !isIdentifier(bound)) yield* defaultsIn(bound, name);
}

const conditional = new Set([
  SyntaxKind.IfStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.SwitchStatement,
  SyntaxKind.ConditionalExpression,
  SyntaxKind.BinaryExpression,
]);

/** The references of the conditions around a place that ask for a name: they may narrow its type. */
export function* guardsOf(reference: Node, name: string): Generator<Node> {
  for (let at = reference; at.parent && !isFunction(at) && at.kind !== SyntaxKind.SourceFile; at = at.parent) {
    if (!conditional.has(at.parent.kind)) continue;
    const { condition, left, expression } = at.parent as Parts;
    const asked = condition ?? left ?? expression;
    if (!asked || asked === at) continue;
    const references = [...referencesIn(asked)];
    if (references.some((one) => isIdentifier(one) && one.text === name)) yield* references;
  }
}

/** The references that the type of `this` or `super` comes from. */
export function* sourcesOfThis(reference: Node): Generator<Node> {
  for (let at: Node | undefined = reference.parent; at; at = at.parent) {
    if (isClass(at)) {
      yield* referencesIn(at);
      return;
    }
    if (!isFunction(at) || isArrowFunction(at)) continue;
    const own = (at as Parts).parameters?.find(({ name }: Parts) => name && isIdentifier(name) && name.text === 'this');
    if (own) yield* sourcesOf(own);
    else if (!isClass(at.parent)) yield* referencesIn(surroundingOf(at), at);
    else continue;
    return;
  }
}
