import {
  getTokenAtPosition,
  isArrowFunction,
  isBindingElement,
  isCallExpression,
  isElementAccessExpression,
  isFunctionExpression,
  isIdentifier,
  isJsxOpeningLikeElement,
  isNewExpression,
  isPropertyAccessExpression,
  isQualifiedName,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { namesOf } from './names.ts';
import type { Diagnostic } from './port.ts';

type Parts = Node & {
  readonly name?: Node;
  readonly type?: Node;
  readonly initializer?: Node;
  readonly expression?: Node;
  readonly parameters?: readonly Node[];
  readonly statements?: readonly Node[];
  readonly declarationList?: { readonly declarations: readonly Node[] };
  readonly variableDeclaration?: Node;
};

/** Codes of members that a type does not have, or that may not be used so: they judge what stands before the dot. */
const judgesReceiver = new Set([2339, 2341, 2349, 2351, 2445, 2540, 2551, 2576]);
/** Codes of properties that are too many: they judge what takes the literal. */
const judgesCallee = new Set([2353, 2561]);
/** Codes of arguments that are too many, too few, or of the wrong type: what takes them may depend on the others. */
const judgesCall = new Set([2345, 2554, 2555, 2556, 2558, 2769]);

const isFunctionValue = (node: Node): boolean => isArrowFunction(node) || isFunctionExpression(node);

const isFunction = (node: Node): boolean =>
  isFunctionValue(node) ||
  node.kind === SyntaxKind.FunctionDeclaration ||
  node.kind === SyntaxKind.MethodDeclaration ||
  node.kind === SyntaxKind.Constructor ||
  node.kind === SyntaxKind.GetAccessor ||
  node.kind === SyntaxKind.SetAccessor;

const isStatement = ({ kind }: Node): boolean =>
  kind === SyntaxKind.SourceFile || (kind >= SyntaxKind.FirstStatement && kind <= SyntaxKind.LastStatement);

const calleeOf = (call: Node): Node | undefined =>
  (call as Parts).expression ?? (call as Node & { readonly tagName?: Node }).tagName;

/** The expression before the dot, or whatever else a member is looked for in. */
function receiverAt(token: Node): Node | undefined {
  const at = token.parent;
  if (!at) return undefined;
  if (isPropertyAccessExpression(at)) return at.name === token ? at.expression : at;
  if (isElementAccessExpression(at)) return at.expression;
  if (isQualifiedName(at)) return at.left;
  if (isCallExpression(at) || isNewExpression(at)) return at.expression;
  if (!isBindingElement(at)) return undefined;
  let pattern: Node | undefined = at.parent;
  while (pattern && (isBindingElement(pattern) || pattern.kind === SyntaxKind.ObjectBindingPattern))
    pattern = pattern.parent;
  return pattern && ((pattern as Parts).type ?? (pattern as Parts).initializer);
}

/** The call that an argument is given to, or that is judged itself; nothing where a function lies between. */
function callAt(token: Node): Node | undefined {
  for (let at: Node | undefined = token.parent; at && !isStatement(at) && !isFunction(at); at = at.parent) {
    if (isCallExpression(at) || isNewExpression(at) || isJsxOpeningLikeElement(at)) return at;
    if (at.kind === SyntaxKind.VariableDeclaration || at.kind === SyntaxKind.SatisfiesExpression) return undefined;
  }
  return undefined;
}

/** What the compiler judges at a place; `undefined` where that cannot be told. */
function judgedAt(token: Node, code: number): Node | undefined {
  if (judgesReceiver.has(code)) return receiverAt(token);
  if (judgesCallee.has(code)) {
    const call = callAt(token);
    return call && calleeOf(call);
  }
  if (judgesCall.has(code)) return callAt(token);
  return undefined;
}

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

/** The identifiers below a node that stand for something, without those below another one. */
function* referencesIn(node: Node, without?: Node): Generator<Node> {
  if (node === without) return;
  if (isIdentifier(node)) {
    if (!isMemberName(node)) yield node;
    return;
  }
  if (node.kind === SyntaxKind.ThisKeyword) yield node;
  const below: Node[] = [];
  node.forEachChild((child) => void below.push(child));
  for (const child of below) yield* referencesIn(child, without);
}

const declares = (declaration: Node, name: string): boolean => [...namesOf((declaration as Parts).name)].includes(name);

/** What binds a name inside of functions; `undefined` for a name of the top level or of elsewhere. */
function bindingOf(reference: Node, name: string): Node | undefined {
  for (let at: Node | undefined = reference.parent; at && at.kind !== SyntaxKind.SourceFile; at = at.parent) {
    const { parameters = [], statements = [], initializer, variableDeclaration } = at as Parts;
    if (isFunction(at)) {
      const parameter = parameters.find((one) => declares(one, name));
      if (parameter) return parameter;
    }
    for (const statement of statements) {
      const { declarationList } = statement as Parts;
      const declared = declarationList?.declarations.find((one) => declares(one, name));
      if (declared) return declared;
      if (declares(statement, name)) return statement;
    }
    const isLoop = at.kind >= SyntaxKind.ForStatement && at.kind <= SyntaxKind.ForOfStatement;
    const list = isLoop
      ? (initializer as (Node & { declarations?: readonly Node[] }) | undefined)?.declarations
      : undefined;
    if (list?.some((one) => declares(one, name))) return at;
    if (at.kind === SyntaxKind.CatchClause && variableDeclaration && declares(variableDeclaration, name))
      return variableDeclaration;
  }
  return undefined;
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

/** The class around a node. */
function classAround(node: Node): Node | undefined {
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    if (at.kind === SyntaxKind.ClassDeclaration || at.kind === SyntaxKind.ClassExpression) return at;
  }
  return undefined;
}

/** The references that the type of what binds a name comes from. */
function* sourcesOf(binding: Node): Generator<Node> {
  const { type, initializer, parent } = binding as Parts;
  if (type) yield* referencesIn(type);
  else if (binding.kind === SyntaxKind.Parameter && parent) {
    if (initializer) yield* referencesIn(initializer);
    // The body of the function has no part in the types of its parameters.
    if (isFunctionValue(parent) || parent.kind === SyntaxKind.MethodDeclaration)
      yield* referencesIn(surroundingOf(parent), parent);
  } else if (initializer) yield* referencesIn(initializer);
  else yield* referencesIn(binding);
}

/**
 * The names at the top level of a file, and those of elsewhere, that the types come from which a diagnostic judges: those of
 * the expression at its place, and of the variables and parameters that it uses. Names that stand beside it are none of
 * them. `undefined` where it cannot be told what is judged.
 */
export function namesJudged(
  file: SourceFile,
  { start, code }: Pick<Diagnostic, 'start' | 'code'>,
): ReadonlySet<string> | undefined {
  const token = getTokenAtPosition(file, start);
  const judged = judgedAt(token, code);
  if (!judged) return undefined;
  const found = new Set<string>();
  const seen = new Set<Node>();
  const pending = [...referencesIn(judged)];
  for (const reference of pending) {
    if (reference.kind === SyntaxKind.ThisKeyword) {
      const around = classAround(reference);
      if (around && !seen.has(around)) {
        seen.add(around);
        pending.push(...referencesIn(around));
      }
      continue;
    }
    const name = reference.getText(file);
    const binding = bindingOf(reference, name);
    if (!binding) found.add(name);
    else if (!seen.has(binding)) {
      seen.add(binding);
      pending.push(...sourcesOf(binding));
    }
  }
  return found;
}
