import {
  getTokenAtPosition,
  isBindingElement,
  isCallExpression,
  isElementAccessExpression,
  isJsxOpeningLikeElement,
  isNewExpression,
  isPropertyAccessExpression,
  isQualifiedName,
  isStringLiteral,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { bindingOf, declarationOf, guardsOf, referencesIn, sourcesOf, sourcesOfThis } from './bindings.ts';
import { isFunction, isStatement } from './node-kinds.ts';
import type { Diagnostic } from './port.ts';
import { nameOfModule } from './requests.ts';

/** Codes of members that a type does not have, or that may not be used so: they judge what stands before the dot. */
const judgesReceiver = new Set([2339, 2341, 2349, 2351, 2445, 2540, 2551, 2576]);
/** Codes of properties that are too many: they judge what takes the literal. */
const judgesCallee = new Set([2353, 2561]);
/** Codes of arguments that are too many, too few, or of the wrong type: what takes them may depend on the others. */
const judgesCall = new Set([2345, 2554, 2555, 2556, 2558, 2769]);

const calleeOf = (call: Node): Node | undefined =>
  (call as Node & { readonly expression?: Node }).expression ?? (call as Node & { readonly tagName?: Node }).tagName;

/** The references of the expression before the dot, or of whatever else a member is looked for in. */
function receiverAt(token: Node): Iterable<Node> | undefined {
  const at = token.parent;
  if (!at) return undefined;
  if (isPropertyAccessExpression(at)) return referencesIn(at.name === token ? at.expression : at);
  if (isElementAccessExpression(at)) return referencesIn(at.expression);
  if (isQualifiedName(at)) return referencesIn(at.left);
  if (isCallExpression(at) || isNewExpression(at)) return referencesIn(at.expression);
  return isBindingElement(at) ? sourcesOf(declarationOf(at)) : undefined;
}

/** The call that an argument is given to, or that is judged itself; nothing where a function lies between. */
function callAt(token: Node): Node | undefined {
  for (let at: Node | undefined = token.parent; at && !isStatement(at) && !isFunction(at); at = at.parent) {
    if (isCallExpression(at) || isNewExpression(at) || isJsxOpeningLikeElement(at)) return at;
    if (at.kind === SyntaxKind.VariableDeclaration || at.kind === SyntaxKind.SatisfiesExpression) return undefined;
  }
  return undefined;
}

/** The references of what the compiler judges at a place; `undefined` where that cannot be told. */
function judgedAt(token: Node, code: number): Iterable<Node> | undefined {
  if (judgesReceiver.has(code)) return receiverAt(token);
  const call = judgesCallee.has(code) || judgesCall.has(code) ? callAt(token) : undefined;
  if (!call || !judgesCallee.has(code)) return call && referencesIn(call);
  const { typeArguments = [] } = call as Node & { readonly typeArguments?: readonly Node[] };
  return [calleeOf(call), ...typeArguments].flatMap((part) => (part ? [...referencesIn(part)] : []));
}

/**
 * The names at the top level of a file, and those of elsewhere, that the types come from which a diagnostic judges: those of
 * the expression at its place, and of the variables and parameters that it uses. Names that stand beside it are none of
 * them. A module that is asked for where it is used stands among them too. `undefined` where it cannot be told what is judged.
 */
export function namesJudged(
  file: SourceFile,
  { start, code }: Pick<Diagnostic, 'start' | 'code'>,
): ReadonlySet<string> | undefined {
  const judged = judgedAt(getTokenAtPosition(file, start), code);
  if (!judged) return undefined;
  const found = new Set<string>();
  const seen = new Set<Node>();
  const pending = [...judged];
  for (const reference of pending) {
    if (seen.has(reference)) continue;
    seen.add(reference);
    if (reference.kind === SyntaxKind.ThisKeyword || reference.kind === SyntaxKind.SuperKeyword) {
      pending.push(...sourcesOfThis(reference));
      continue;
    }
    if (isStringLiteral(reference)) {
      found.add(nameOfModule(reference.text));
      continue;
    }
    const name = reference.getText(file);
    const binding = bindingOf(reference, name);
    pending.push(...guardsOf(reference, name));
    if (!binding) found.add(name);
    else if (!seen.has(binding)) {
      seen.add(binding);
      pending.push(...sourcesOf(binding, name));
    }
  }
  return found;
}
