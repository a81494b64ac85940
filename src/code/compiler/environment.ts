import {
  isBinaryExpression,
  isElementAccessExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isStringLiteral,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { visitHolding } from './holding.ts';
import type { NamedPlace } from './port.ts';

/** Whether an expression is `process.env`. */
export const isEnvironment = (node: Node): boolean =>
  isPropertyAccessExpression(node) &&
  node.name.text === 'env' &&
  isIdentifier(node.expression) &&
  node.expression.text === 'process';

/** Whether an expression is given a value, or taken away: it is not read then. */
function isWritten(node: Node): boolean {
  const { parent } = node;
  if (parent?.kind === SyntaxKind.DeleteExpression) return true;
  return (
    parent !== undefined &&
    isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken
  );
}

/** The variables that a file reads from `process.env` by a name that is written out. */
export function environmentReads(file: SourceFile): NamedPlace[] {
  const reads: NamedPlace[] = [];
  const add = (name: string, node: Node): void => {
    reads.push({ name, start: node.getStart(file), end: node.end });
  };
  visitHolding(file, ['process'], (node) => {
    if (isWritten(node)) {
      // What stands on the right side is looked at below.
    } else if (isPropertyAccessExpression(node) && isEnvironment(node.expression)) add(node.name.text, node.name);
    else if (isElementAccessExpression(node) && isEnvironment(node.expression)) {
      const { argumentExpression } = node;
      if (argumentExpression && isStringLiteral(argumentExpression)) add(argumentExpression.text, argumentExpression);
    }
  });
  return reads;
}
