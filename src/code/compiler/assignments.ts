import { isBinaryExpression, isIdentifier, type Node, SyntaxKind } from 'typescript/unstable/ast';
import { isFunction } from './node-kinds.ts';

/** A value that a variable is given after it was declared. */
export interface Assignment {
  readonly name: string;
  readonly value: Node;
}

/** The assignments below a node, without those in functions below it: the compiler does not follow these. */
export function* assignmentsIn(node: Node): Generator<Assignment> {
  if (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken && isIdentifier(node.left))
    yield { name: node.left.text, value: node.right };
  const below: Node[] = [];
  node.forEachChild((child) => void (isFunction(child) || below.push(child)));
  for (const child of below) yield* assignmentsIn(child);
}
