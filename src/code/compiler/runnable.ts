import {
  isAwaitExpression,
  isCallExpression,
  isExpressionStatement,
  isPropertyAccessExpression,
  isReturnStatement,
  isThrowStatement,
  isVariableStatement,
  isYieldExpression,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { RunnableStatement, Span } from './port.ts';

const functions = new Set<SyntaxKind>([
  SyntaxKind.ArrowFunction,
  SyntaxKind.Constructor,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.GetAccessor,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.SetAccessor,
]);

/** Whether a statement waits or yields itself, and not only in a function that it holds. */
function suspension(node: Node): RunnableStatement['suspends'] {
  if (isYieldExpression(node)) return 'yield';
  let found: RunnableStatement['suspends'] = isAwaitExpression(node) ? 'await' : undefined;
  node.forEachChild((child) => {
    if (functions.has(child.kind)) return;
    const inner = suspension(child);
    if (inner === 'yield' || found === undefined) found = inner;
  });
  return found;
}

const printing = new Set(['debug', 'error', 'info', 'log', 'warn']);

/** The arguments of a call such as `console.log(a, b)`. */
function printedBy(expression: Node): readonly Node[] | undefined {
  if (!isCallExpression(expression) || !isPropertyAccessExpression(expression.expression)) return undefined;
  const { expression: owner, name } = expression.expression;
  return owner.getText() === 'console' && printing.has(name.text) ? expression.arguments : undefined;
}

function describe(node: Node, file: SourceFile): RunnableStatement | undefined {
  const span = (first: Node, last: Node = first): Span => ({ start: first.getStart(file), end: last.end });
  const common = { ...span(node), suspends: suspension(node) };
  if (isExpressionStatement(node)) {
    const value = span(node.expression);
    const printed = printedBy(node.expression);
    if (!printed) return { ...common, kind: 'expression', value };
    const [first] = printed;
    return first ? { ...common, kind: 'print', value, printed: span(first, printed.at(-1)!) } : undefined;
  }
  if (isVariableStatement(node)) {
    const { initializer } = node.declarationList.declarations.at(-1) ?? {};
    return initializer && { ...common, kind: 'declaration', value: span(initializer) };
  }
  if (isReturnStatement(node)) return node.expression && { ...common, kind: 'return', value: span(node.expression) };
  if (isThrowStatement(node)) return { ...common, kind: 'throw', value: span(node.expression) };
  return undefined;
}

const literals = new Set<SyntaxKind>([
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.TemplateExpression,
]);

/** The strings, templates and regular expressions of a file: what looks like a comment in them is none. */
export function literalSpans(file: SourceFile): Span[] {
  const found: Span[] = [];
  const visit = (node: Node): void => {
    if (literals.has(node.kind)) found.push({ start: node.getStart(file), end: node.end });
    else node.forEachChild(visit);
  };
  for (const statement of file.statements) visit(statement);
  return found;
}

/** The statements of a file that have a value or throw, those inside others included, in the order of their beginnings. */
export function runnableStatements(file: SourceFile): RunnableStatement[] {
  const found: RunnableStatement[] = [];
  const visit = (node: Node): void => {
    const statement = describe(node, file);
    if (statement) found.push(statement);
    node.forEachChild(visit);
  };
  for (const statement of file.statements) visit(statement);
  return found;
}
