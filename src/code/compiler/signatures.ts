import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import type { DocumentedSignature } from './port.ts';

type Signature = Node & {
  readonly name?: Node;
  readonly parameters?: readonly (Node & { readonly name: Node })[];
  readonly typeParameters?: readonly (Node & { readonly name: Node })[];
  readonly type?: Node;
  readonly body?: Node;
  readonly initializer?: Node;
  readonly asteriskToken?: Node;
  readonly modifiers?: readonly Node[];
  readonly declarationList?: { readonly declarations: readonly Node[] };
};

const functions = new Set<SyntaxKind>([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.MethodSignature,
  SyntaxKind.FunctionType,
  SyntaxKind.CallSignature,
]);

/** Declarations that hold a function, and those that are one. */
const declarations = new Set<SyntaxKind>([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.VariableStatement,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.MethodSignature,
  SyntaxKind.PropertyDeclaration,
  SyntaxKind.PropertySignature,
  SyntaxKind.PropertyAssignment,
  SyntaxKind.TypeAliasDeclaration,
]);

/** The function that a declaration is, or that it is plainly given; `undefined` when only its type could tell. */
function signatureOf(node: Signature): Signature | undefined {
  if (functions.has(node.kind)) return node;
  if (node.kind === SyntaxKind.VariableStatement) {
    const [only, ...more] = node.declarationList?.declarations ?? [];
    return only && more.length === 0 ? signatureOf(only as Signature) : undefined;
  }
  if (node.type) return functions.has(node.type.kind) ? (node.type as Signature) : undefined;
  const value = node.initializer;
  return value && functions.has(value.kind) ? (value as Signature) : undefined;
}

const comment = /\/\*\*(?!\/)[\s\S]*?\*\//g;

/** The doc comment before a node, with the offset at which it begins. */
function commentBefore(node: Node, file: SourceFile): { readonly start: number; readonly end: number } | undefined {
  const text = file.text.slice(node.pos, node.getStart(file));
  const found = [...text.matchAll(comment)].at(-1);
  return found && { start: node.pos + found.index, end: node.pos + found.index + found[0].length };
}

interface Parameters {
  readonly names: Set<string>;
  /** How many have no name of their own, because they are taken apart where they are declared. */
  unnamed: number;
}

/** The names that a doc comment may give to parameters: the function's own, and those of the functions that it returns. */
function collectParameters(signature: Node, into: Parameters): void {
  const visit = (node: Node): void => {
    if (node.kind === SyntaxKind.Parameter || node.kind === SyntaxKind.BindingElement) {
      const { name } = node as Node & { readonly name?: Node };
      if (name?.kind === SyntaxKind.Identifier) into.names.add((name as Node & { readonly text: string }).text);
      else if (node.kind === SyntaxKind.Parameter) into.unnamed += 1;
    } else if (node.kind === SyntaxKind.TypeParameter) {
      into.names.add((node as Node & { readonly name: Node & { readonly text: string } }).name.text);
    } else if (node.kind === SyntaxKind.Identifier && (node as Node & { readonly text: string }).text === 'arguments') {
      into.unnamed += 99;
    }
    node.forEachChild((child) => void visit(child));
  };
  visit(signature);
}

/** Whether a body has a `return` with a value that is its own. */
function returnsValue(body: Node): boolean {
  let found = false;
  const visit = (node: Node): void => {
    if (found || functions.has(node.kind) || node.kind === SyntaxKind.ClassExpression) return;
    if (node.kind === SyntaxKind.ReturnStatement && (node as Node & { readonly expression?: Node }).expression) {
      found = true;
      return;
    }
    node.forEachChild((child) => void visit(child));
  };
  body.forEachChild((child) => void visit(child));
  return found;
}

/** Whether it is written out that a function gives nothing back. */
function isVoid({ type, body, asteriskToken, modifiers = [] }: Signature): boolean {
  if (type) return type.kind === SyntaxKind.VoidKeyword;
  const suspends = asteriskToken || modifiers.some(({ kind }) => kind === SyntaxKind.AsyncKeyword);
  return body?.kind === SyntaxKind.Block && !suspends && !returnsValue(body);
}

/** The declarations of functions in a file that have a doc comment. Overloads share their parameters. */
export function documentedSignatures(file: SourceFile): DocumentedSignature[] {
  const found: {
    readonly key: string;
    readonly start: number;
    readonly end: number;
    readonly own: readonly string[];
  }[] = [];
  const groups = new Map<string, { readonly parameters: Parameters; returns: boolean }>();
  const visit = (node: Node): void => {
    const signature = declarations.has(node.kind) ? signatureOf(node as Signature) : undefined;
    if (signature) {
      const name = (node as Signature).name ?? (node as Signature).declarationList?.declarations[0];
      const key = `${node.parent?.pos ?? 0} ${name?.getText(file) ?? ''}`;
      const group = groups.get(key) ?? { parameters: { names: new Set(), unnamed: 0 }, returns: false };
      groups.set(key, group);
      collectParameters(signature, group.parameters);
      if (!isVoid(signature)) group.returns = true;
      const place = commentBefore(node, file);
      if (place) {
        const own = (signature.parameters ?? []).flatMap(({ name: one }) =>
          one.kind === SyntaxKind.Identifier ? [(one as Node & { readonly text: string }).text] : [],
        );
        found.push({ ...place, key, own });
      }
    }
    node.forEachChild((child) => void visit(child));
  };
  visit(file);
  return found.map(({ key, start, end, own }) => {
    const { parameters, returns } = groups.get(key)!;
    return { start, end, own, names: parameters.names, unnamed: parameters.unnamed, returns };
  });
}
