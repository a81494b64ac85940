import { isVariableDeclaration, type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import { type Checker, type Symbol as NativeSymbol, type NodeHandle, SymbolFlags } from 'typescript/unstable/sync';
import type { DeclarationPlace, ExportedSymbol, SymbolKind } from './port.ts';
import { targetOf } from './subject.ts';

type Member = Node & { readonly name?: Node; readonly modifiers?: readonly Node[] };
type Holder = Member & { readonly members?: readonly Member[]; readonly type?: Node };

/** The first of these that a symbol is. A name that is a value and a type is listed once, as the value. */
const kinds: readonly (readonly [SymbolFlags, SymbolKind])[] = [
  [SymbolFlags.Class, 'class'],
  [SymbolFlags.Function, 'function'],
  [SymbolFlags.Enum, 'enum'],
  [SymbolFlags.Variable, 'constant'],
  [SymbolFlags.Interface, 'interface'],
  [SymbolFlags.TypeAlias, 'type'],
  [SymbolFlags.Module, 'namespace'],
];

const kindOf = ({ flags }: NativeSymbol): SymbolKind => kinds.find(([flag]) => (flags & flag) !== 0)?.[1] ?? 'constant';

/** A name for a declaration that stays the same as long as the text of its file does. */
export const declarationId = ({ path, index }: Pick<NodeHandle, 'path' | 'index'>): string => `${path}:${index}`;

/** The node that a doc comment of a declaration stands before. */
function commentedNode(node: Node): Node {
  if (isVariableDeclaration(node) || node.kind === SyntaxKind.BindingElement) {
    let at: Node = node;
    while (at.parent && at.kind !== SyntaxKind.VariableStatement && at.kind !== SyntaxKind.SourceFile) at = at.parent;
    return at;
  }
  const inList = node.kind === SyntaxKind.ExportSpecifier || node.kind === SyntaxKind.NamespaceExport;
  if (!inList) return node;
  let at: Node = node;
  while (at.parent && at.kind !== SyntaxKind.ExportDeclaration) at = at.parent;
  return at;
}

const docComment = /\/\*\*(?!\/)[\s\S]*?\*\//g;

/** The doc comment of a declaration, as it is written; `undefined` when it has none. */
export function commentOf(node: Node, file: SourceFile): string | undefined {
  const commented = commentedNode(node);
  if (commented.kind === SyntaxKind.SourceFile) return undefined;
  return file.text.slice(commented.pos, commented.getStart(file)).match(docComment)?.at(-1);
}

const hidden = new Set([SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword]);

const isPublic = ({ name, modifiers = [] }: Member): boolean =>
  name !== undefined &&
  (name.kind === SyntaxKind.Identifier || name.kind === SyntaxKind.StringLiteral) &&
  !modifiers.some((modifier) => hidden.has(modifier.kind));

function memberNodes(node: Holder): readonly Member[] {
  if (node.kind === SyntaxKind.TypeAliasDeclaration && node.type?.kind === SyntaxKind.TypeLiteral) {
    return (node.type as Holder).members ?? [];
  }
  return node.members ?? [];
}

interface Resolved {
  readonly handle: NodeHandle;
  readonly node: Holder;
  readonly file: SourceFile;
}

function fileOf(node: Node): SourceFile {
  let at: Node = node;
  while (at.parent) at = at.parent;
  return at as SourceFile;
}

const resolved = (symbol: NativeSymbol): Resolved[] =>
  symbol.declarations.flatMap((handle) => {
    const node = handle.resolve() as Holder | undefined;
    return node ? [{ handle, node, file: fileOf(node) }] : [];
  });

const placeOf = ({ handle, node, file }: Resolved): DeclarationPlace => {
  const named = node.name ?? node;
  const start = named.kind === SyntaxKind.SourceFile ? 0 : named.getStart(file);
  return { id: declarationId(handle), path: handle.path, start, end: node.name ? named.end : start };
};

/** The public members that the declarations of a symbol write down. What they inherit belongs to where it is declared. */
function membersOf(declarations: readonly Resolved[]): ExportedSymbol[] {
  const members = new Map<string, ExportedSymbol>();
  for (const { handle, node, file } of declarations) {
    for (const member of memberNodes(node).filter(isPublic)) {
      const name = (member.name as Node & { readonly text: string }).text;
      const comment = commentOf(member, file);
      const known = members.get(name);
      const start = member.name!.getStart(file);
      const { index } = member as Node & { readonly index: number };
      const place = {
        id: declarationId({ path: handle.path, index }),
        path: handle.path,
        start,
        end: member.name!.end,
      };
      members.set(name, {
        name,
        kind: 'member',
        declarations: [...(known?.declarations ?? []), place],
        comment: known?.comment ?? comment,
        members: [],
      });
    }
  }
  return [...members.values()];
}

function describe(
  checker: Checker,
  symbol: NativeSymbol,
  isOwn: (path: string) => boolean,
  above: ReadonlySet<number>,
): ExportedSymbol[] {
  const target = targetOf(checker, symbol) ?? symbol;
  const isNamespace = (target.flags & SymbolFlags.Module) !== 0;
  const own = (some: NativeSymbol): Resolved[] => resolved(some).filter(({ handle }) => isOwn(handle.path));
  // A module that is exported as a name is declared where it gets the name.
  const isFile = target.declarations.every(({ kind }) => kind === SyntaxKind.SourceFile);
  const declarations = own(isFile ? symbol : target);
  if (declarations.length === 0) return [];
  const comments = declarations.map(({ node, file }) => commentOf(node, file));
  const inner =
    isNamespace && !above.has(target.id)
      ? checker
          .getExportsOfModule(target)
          .flatMap((exported) => describe(checker, exported, isOwn, new Set([...above, target.id])))
      : [];
  return [
    {
      name: symbol.name,
      kind: kindOf(target),
      declarations: declarations.map(placeOf),
      comment: comments.find((comment) => comment !== undefined),
      members: [...membersOf(declarations), ...inner],
    },
  ];
}

/** What a module exports, re-exports followed. What is declared in files that are not the project's own is left out. */
export function exportedFrom(
  module: NativeSymbol,
  checker: Checker,
  isOwn: (path: string) => boolean,
): readonly ExportedSymbol[] {
  return checker.getExportsOfModule(module).flatMap((symbol) => describe(checker, symbol, isOwn, new Set([module.id])));
}
