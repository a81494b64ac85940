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
 * The names that a file refers to and that neither it nor any global scope declares. Scopes within the file are not told
 * apart, and nothing is type-checked, so that this costs a fraction of asking for errors.
 */
export function createFreeNames(checker: Checker): (file: SourceFile) => ReadonlySet<string> {
  const globals = new Map<string, boolean>();
  const isGlobal = (name: string): boolean => {
    let answer = globals.get(name);
    if (answer === undefined) {
      const meaning = SymbolFlags.Value | SymbolFlags.Type | SymbolFlags.Namespace;
      answer = known.has(name) || checker.resolveName(name, meaning) !== undefined;
      globals.set(name, answer);
    }
    return answer;
  };
  return (file) => {
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
    return new Set([...referred].filter((name) => name !== '' && !declared.has(name) && !isGlobal(name)));
  };
}
