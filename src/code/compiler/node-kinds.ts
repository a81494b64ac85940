import { isArrowFunction, isFunctionExpression, type Node, SyntaxKind } from 'typescript/unstable/ast';

/** Whether a node is a function that stands as a value. */
export const isFunctionValue = (node: Node): boolean => isArrowFunction(node) || isFunctionExpression(node);

/** Whether a node has parameters and a body. */
export const isFunction = (node: Node): boolean =>
  isFunctionValue(node) ||
  node.kind === SyntaxKind.FunctionDeclaration ||
  node.kind === SyntaxKind.MethodDeclaration ||
  node.kind === SyntaxKind.Constructor ||
  node.kind === SyntaxKind.GetAccessor ||
  node.kind === SyntaxKind.SetAccessor;

/** Whether a node is a statement, or a file as a whole. */
export const isStatement = ({ kind }: Node): boolean =>
  kind === SyntaxKind.SourceFile || (kind >= SyntaxKind.FirstStatement && kind <= SyntaxKind.LastStatement);
