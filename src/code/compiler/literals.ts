import {
  isArrayLiteralExpression,
  isAsExpression,
  isBinaryExpression,
  isCallExpression,
  isIdentifier,
  isNoSubstitutionTemplateLiteral,
  isNumericLiteral,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isPrefixUnaryExpression,
  isPropertyAssignment,
  isSatisfiesExpression,
  isStringLiteral,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Checker } from 'typescript/unstable/sync';
import { visitHolding } from './holding.ts';
import type { LiteralRecord, LiteralValue, RegistryCall } from './port.ts';
import { declarationsOf, targetOf } from './subject.ts';

/** An expression without what only the compiler sees: `as const`, `satisfies T`, brackets. */
export function bare(node: Node): Node {
  return isAsExpression(node) || isSatisfiesExpression(node) || isParenthesizedExpression(node)
    ? bare(node.expression)
    : node;
}

const operators: Partial<Record<SyntaxKind, (a: number, b: number) => number>> = {
  [SyntaxKind.PlusToken]: (a, b) => a + b,
  [SyntaxKind.MinusToken]: (a, b) => a - b,
  [SyntaxKind.AsteriskToken]: (a, b) => a * b,
  [SyntaxKind.AsteriskAsteriskToken]: (a, b) => a ** b,
  [SyntaxKind.SlashToken]: (a, b) => a / b,
};

/** The value of an expression that is written out; `undefined` for whatever needs evaluation. */
export function literalOf(expression: Node): LiteralValue | undefined {
  const node = bare(expression);
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''));
  switch (node.kind) {
    case SyntaxKind.TrueKeyword:
      return true;
    case SyntaxKind.FalseKeyword:
      return false;
    case SyntaxKind.NullKeyword:
      return null;
  }
  if (isPrefixUnaryExpression(node) && node.operator === SyntaxKind.MinusToken) {
    const value = literalOf(node.operand);
    return typeof value === 'number' ? -value : undefined;
  }
  if (isBinaryExpression(node)) {
    const [left, right] = [literalOf(node.left), literalOf(node.right)];
    const operate = operators[node.operatorToken.kind];
    return operate && typeof left === 'number' && typeof right === 'number' ? operate(left, right) : undefined;
  }
  if (isArrayLiteralExpression(node)) {
    const items = [...node.elements].map(literalOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  return isObjectLiteralExpression(node) ? valuesOf(node) : undefined;
}

/** The keys of an object literal whose values are written out. Others are left out. */
function valuesOf(node: Node): Record<string, LiteralValue> {
  const values: Record<string, LiteralValue> = {};
  for (const [key, value] of propertiesOf(node)) {
    const literal = literalOf(value);
    if (literal !== undefined) values[key] = literal;
  }
  return values;
}

/** The properties of an object literal that are written as `key: value`. */
export function* propertiesOf(node: Node): Generator<readonly [key: string, value: Node, name: Node]> {
  if (!isObjectLiteralExpression(node)) return;
  for (const property of node.properties) {
    if (!isPropertyAssignment(property)) continue;
    const { name } = property;
    if (isIdentifier(name) || isStringLiteral(name)) yield [name.text, property.initializer, name];
  }
}

/** The expression that a variable at the top level of a file is given. */
export function initializerOf(file: SourceFile, name: string): Node | undefined {
  let found: Node | undefined;
  for (const statement of file.statements) {
    const { declarationList } = statement as Node & { declarationList?: { declarations: readonly Node[] } };
    for (const declaration of declarationList?.declarations ?? []) {
      if (!isVariableDeclaration(declaration) || !isIdentifier(declaration.name)) continue;
      if (declaration.name.text === name && declaration.initializer) found = bare(declaration.initializer);
    }
  }
  return found;
}

/** The objects of a list that is written out, or the objects that an object holds, each with its key. */
export function recordsIn(file: SourceFile, node: Node): LiteralRecord[] {
  if (isArrayLiteralExpression(node)) {
    return [...node.elements].map(bare).flatMap((item) => {
      const argument = isCallExpression(item) && item.arguments[0] ? bare(item.arguments[0]) : item;
      if (!isObjectLiteralExpression(argument)) return [];
      return [{ values: valuesOf(argument), start: argument.getStart(file), end: argument.end }];
    });
  }
  return [...propertiesOf(node)].flatMap(([key, value, name]) => {
    const inner = bare(value);
    if (!isObjectLiteralExpression(inner)) return [];
    return [{ key, values: valuesOf(inner), start: name.getStart(file), end: name.end }];
  });
}

/** What a registry call is bound to: the variable, or the key of an object. */
function boundName(call: Node): string | undefined {
  let at: Node | undefined = call.parent;
  while (at && (isAsExpression(at) || isSatisfiesExpression(at) || isParenthesizedExpression(at))) at = at.parent;
  const name = (at as (Node & { readonly name?: Node }) | undefined)?.name;
  return name && isIdentifier(name) ? name.text : undefined;
}

/** The calls in a file that declare something by an object literal, to a function of one of these names. */
export function registryCalls(file: SourceFile, checker: Checker, names: ReadonlySet<string>): RegistryCall[] {
  const calls: RegistryCall[] = [];
  visitHolding(file, names, (node) => {
    if (isCallExpression(node) && isIdentifier(node.expression) && names.has(node.expression.text)) {
      const [first] = node.arguments;
      if (first && isObjectLiteralExpression(bare(first))) {
        const callee = targetOf(checker, checker.getSymbolAtLocation(node.expression));
        calls.push({
          callee: node.expression.text,
          declarations: declarationsOf(callee),
          bound: boundName(node),
          record: { values: valuesOf(bare(first)), start: node.getStart(file), end: node.end },
        });
      }
    }
  });
  return calls;
}
