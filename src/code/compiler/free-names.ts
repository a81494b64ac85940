import {
  isBindingElement,
  isExportSpecifier,
  isIdentifier,
  isImportSpecifier,
  isJsxAttribute,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isQualifiedName,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Checker, SymbolFlags } from 'typescript/unstable/sync';
import type { AskAhead } from './ahead.ts';
import { createSeries } from './series.ts';

type Named = Node & { readonly name?: Node; readonly propertyName?: Node; readonly moduleSpecifier?: Node };

/** Kinds whose name belongs to a type or an object, and is neither a reference nor in scope. */
const memberKinds = new Set<SyntaxKind>([
  SyntaxKind.PropertyDeclaration,
  SyntaxKind.PropertySignature,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.MethodSignature,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
  SyntaxKind.EnumMember,
  SyntaxKind.NamedTupleMember,
  SyntaxKind.MetaProperty,
  SyntaxKind.JsxNamespacedName,
]);

const declaringKinds = new Set<SyntaxKind>([
  SyntaxKind.VariableDeclaration,
  SyntaxKind.Parameter,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.ClassExpression,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.EnumDeclaration,
  SyntaxKind.ModuleDeclaration,
  SyntaxKind.TypeParameter,
  SyntaxKind.ImportClause,
  SyntaxKind.NamespaceImport,
  SyntaxKind.ImportEqualsDeclaration,
  SyntaxKind.NamespaceExport,
]);

const labelKinds = new Set<SyntaxKind>([
  SyntaxKind.LabeledStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
]);

/** Names that the language itself gives meaning to. */
const known = new Set(['arguments', 'const', 'undefined', 'globalThis', 'this']);

type Role = 'declares' | 'refers' | 'neither';

function roleOf(node: Node): Role {
  const parent = node.parent as Named;
  if (isPropertyAccessExpression(parent) || isJsxAttribute(parent)) return parent.name === node ? 'neither' : 'refers';
  if (isQualifiedName(parent)) return parent.right === node ? 'neither' : 'refers';
  if (isPropertyAssignment(parent)) return parent.name === node ? 'neither' : 'refers';
  if (isBindingElement(parent)) {
    if (parent.propertyName === node) return 'neither';
    return parent.name === node ? 'declares' : 'refers';
  }
  if (isImportSpecifier(parent)) return parent.name === node ? 'declares' : 'neither';
  if (isExportSpecifier(parent)) {
    const isFromElsewhere = (parent.parent?.parent as Named | undefined)?.moduleSpecifier !== undefined;
    return isFromElsewhere || (parent.propertyName !== undefined && parent.name === node) ? 'neither' : 'refers';
  }
  if (memberKinds.has(parent.kind)) return parent.name === node ? 'neither' : 'refers';
  if (labelKinds.has(parent.kind)) return (parent as Node & { label?: Node }).label === node ? 'neither' : 'refers';
  if (declaringKinds.has(parent.kind)) return parent.name === node ? 'declares' : 'refers';
  return 'refers';
}

const isIntrinsicTag = (node: Node): boolean =>
  /^[a-z]/.test((node as Node & { text: string }).text) && (node.parent as Node & { tagName?: Node }).tagName === node;

/**
 * The names that a file refers to and does not declare. Scopes within the file are not told apart, and nothing is
 * type-checked.
 */
export function undeclaredNames(file: SourceFile): string[] {
  const declared = new Set<string>();
  const referred = new Set<string>();
  const visit = (node: Node): void => {
    if (isIdentifier(node) && node.parent) {
      const role = roleOf(node);
      if (role === 'declares') declared.add(node.text);
      else if (role === 'refers' && !isIntrinsicTag(node)) referred.add(node.text);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return [...referred].filter((name) => name !== '' && !declared.has(name) && !known.has(name));
}

/** Tells which names no global scope declares. */
export interface Globals {
  lacks(name: string): boolean;
  /** Looks names up that will be asked about. */
  lookUp(names: ReadonlySet<string>): void;
}

export function createGlobals(checker: Checker, askAhead: AskAhead | undefined): Globals {
  const lacking = new Map<string, boolean>();
  const meaning = SymbolFlags.Value | SymbolFlags.Type | SymbolFlags.Namespace;
  const resolve = (name: string) => checker.resolveName(name, meaning);
  const lacks = (name: string): boolean => {
    let answer = lacking.get(name);
    if (answer === undefined) {
      answer = resolve(name) === undefined;
      lacking.set(name, answer);
    }
    return answer;
  };
  return {
    lacks,
    lookUp(names) {
      const unknown = [...names].filter((name) => !lacking.has(name));
      const series = askAhead && createSeries(askAhead, resolve);
      series?.announce(unknown);
      for (const name of unknown) {
        series?.reach(name);
        lacks(name);
      }
    },
  };
}
