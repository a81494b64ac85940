import { isCallExpression, isIdentifier, isStringLiteral, type Node, SyntaxKind } from 'typescript/unstable/ast';

/** The module that a call asks for, as its text says it: `require('a')`, `import('a')`. */
export function requestOf(node: Node): (Node & { readonly text: string }) | undefined {
  if (!isCallExpression(node)) return undefined;
  const { expression, arguments: given } = node;
  const asks =
    expression.kind === SyntaxKind.ImportKeyword || (isIdentifier(expression) && expression.text === 'require');
  const [module] = given;
  return asks && module && isStringLiteral(module) ? module : undefined;
}

/** What stands for a module among the names of a file: no variable is called so. */
export const nameOfModule = (specifier: string): string => JSON.stringify(specifier);
