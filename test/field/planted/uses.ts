import type { Block, Page } from '../../../src/docs/page.ts';
import { isMemberName, nameOf, nodesOf, parseBlock, type SyntaxNode } from './syntax.ts';

/** What a block of the docs uses something of the code as. */
export const useKinds = ['exports', 'members', 'options', 'parameters'] as const;
/** One of {@link useKinds}. */
export type UseKind = (typeof useKinds)[number];

/** One name that a block uses. */
export interface Use {
  readonly kind: UseKind;
  readonly page: Page;
  readonly block: Block;
  readonly name: string;
  /** Of a call, how many arguments it has. */
  readonly count?: number;
}

type Tree = readonly [block: Block, nodes: readonly (readonly [SyntaxNode, readonly SyntaxNode[]])[]];

const textOfName = (node: unknown): string => nameOf(node) ?? '';

/** The first name of a chain such as `store.getState().count`. */
function rootOf(node: SyntaxNode): string | undefined {
  const inner = (node.object ?? node.callee) as SyntaxNode | undefined;
  return inner ? rootOf(inner) : nameOf(node);
}

/** The names that a page imports from the packages that are `own`, as they are exported and as the page has them. */
function importsOf(trees: readonly Tree[], isOwn: (specifier: string) => boolean): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, nodes] of trees) {
    for (const [node] of nodes) {
      if (node.type !== 'ImportDeclaration' || !isOwn(String((node.source as SyntaxNode).value))) continue;
      for (const specifier of node.specifiers as readonly SyntaxNode[]) {
        if (specifier.type !== 'ImportSpecifier') continue;
        found.set(textOfName(specifier.local), textOfName(specifier.imported));
      }
    }
  }
  return found;
}

const declarations = new Set([
  'VariableDeclarator',
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);

/** The names that the blocks of a page declare: variables and types, and members of their own types and values. */
function declaredBy(nodes: Tree[1]): { variables: Set<string>; members: Set<string> } {
  const variables = new Set<string>();
  const members = new Set<string>();
  for (const [node, above] of nodes) {
    const name = nameOf(node);
    const parent = above.at(-1);
    if (name === undefined || !parent) continue;
    if (declarations.has(parent.type) && parent.id === node) variables.add(name);
    if (
      above.some(
        (one) => 'params' in one && (one.params as readonly unknown[]).includes(above[above.indexOf(one) + 1] ?? node),
      )
    )
      variables.add(name);
    if (parent.key === node && parent.computed !== true) members.add(name);
  }
  return { variables, members };
}

/** Whether a node stands in what is given to a function of the packages: an object literal that is an argument. */
function isOption(above: readonly SyntaxNode[], isImported: (name: string) => boolean): boolean {
  const [call, literal, property] = above.slice(-3);
  if (property?.type !== 'Property' || literal?.type !== 'ObjectExpression') return false;
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return false;
  const root = rootOf(call.callee as SyntaxNode);
  return (call.arguments as readonly unknown[]).includes(literal) && root !== undefined && isImported(root);
}

/** Reads what the script blocks of a page use of the packages that are `own`, by their syntax. */
export function usesOn(page: Page, isScript: (block: Block) => boolean, isOwn: (specifier: string) => boolean): Use[] {
  const trees: Tree[] = page.blocks.filter(isScript).flatMap((block) => {
    const tree = parseBlock(block.value);
    return tree ? [[block, [...nodesOf(tree)]] as const] : [];
  });
  const imported = importsOf(trees, isOwn);
  const declared = new Map(trees.map(([block, nodes]) => [block, declaredBy(nodes)]));
  const membersOfPage = new Set([...declared.values()].flatMap(({ members }) => [...members]));
  const uses = new Map<string, Use>();
  const add = (kind: UseKind, block: Block, name: string, count?: number): void => {
    uses.set(`${kind} ${block.index} ${name} ${count ?? ''}`, {
      kind,
      page,
      block,
      name,
      ...(count === undefined ? {} : { count }),
    });
  };
  for (const [block, nodes] of trees) {
    const { variables } = declared.get(block)!;
    const isImported = (name: string): boolean => imported.has(name) && !variables.has(name);
    for (const [node, above] of nodes) {
      const name = nameOf(node);
      const parent = above.at(-1);
      if (node.type === 'CallExpression' || node.type === 'NewExpression') {
        const callee = node.callee as SyntaxNode;
        const called = callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee);
        const isOwnCall = callee.type === 'MemberExpression' ? callee.computed !== true : isImported(called ?? '');
        const given = node.arguments as readonly SyntaxNode[];
        if (called !== undefined && isOwnCall && given.every(({ type }) => type !== 'SpreadElement')) {
          add('parameters', block, imported.get(called) ?? called, given.length);
        }
      }
      if (name === undefined || !parent) continue;
      if (isMemberName(node, parent)) {
        if (parent.type === 'MemberExpression' && !membersOfPage.has(name)) add('members', block, name);
        if (isOption(above, isImported)) add('options', block, name);
      } else if (isImported(name) && parent.type !== 'JSXAttribute') add('exports', block, imported.get(name)!);
    }
  }
  return [...uses.values()];
}
