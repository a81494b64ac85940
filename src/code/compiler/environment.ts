import {
  isElementAccessExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isStringLiteral,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import type { NamedPlace } from './port.ts';

/** Whether an expression is `process.env`. */
export const isEnvironment = (node: Node): boolean =>
  isPropertyAccessExpression(node) &&
  node.name.text === 'env' &&
  isIdentifier(node.expression) &&
  node.expression.text === 'process';

/** The variables that a file reads from `process.env` by a name that is written out. */
export function environmentReads(file: SourceFile): NamedPlace[] {
  const reads: NamedPlace[] = [];
  const add = (name: string, node: Node): void => {
    reads.push({ name, start: node.getStart(file), end: node.end });
  };
  const visit = (node: Node): void => {
    if (isPropertyAccessExpression(node) && isEnvironment(node.expression)) add(node.name.text, node.name);
    else if (isElementAccessExpression(node) && isEnvironment(node.expression)) {
      const { argumentExpression } = node;
      if (argumentExpression && isStringLiteral(argumentExpression)) add(argumentExpression.text, argumentExpression);
    }
    node.forEachChild((child) => void visit(child));
  };
  visit(file);
  return reads;
}
