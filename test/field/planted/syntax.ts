import { parseAst } from 'rolldown/parseAst';

/** A node of an ESTree with types, as far as it is looked at here. Offsets are UTF-16 code units. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The nodes right below a node. */
export function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue;
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) yield one;
  }
}

/** Every node of a tree with those above it, the nearest last. */
export function* nodesOf(
  node: SyntaxNode,
  above: readonly SyntaxNode[] = [],
): Generator<[SyntaxNode, readonly SyntaxNode[]]> {
  yield [node, above];
  const path = [...above, node];
  for (const child of childrenOf(node)) yield* nodesOf(child, path);
}

/** Reads a source; `undefined` when it does not parse. */
export function parse(text: string, lang: 'ts' | 'tsx'): SyntaxNode | undefined {
  try {
    return parseAst(text, { lang, sourceType: 'module' }) as unknown as SyntaxNode;
  } catch {
    return undefined;
  }
}

/** What a block of a page may be a part of. */
const wholes = [
  ['', ''],
  ['(', '\n)'],
  ['({', '\n})'],
  ['async function* _() {', '\n}'],
  ['class _ {', '\n}'],
] as const;

/** Reads a block of a page, alone or as a part of a whole; `undefined` when it is neither. */
export function parseBlock(value: string): SyntaxNode | undefined {
  for (const [before, after] of wholes) {
    for (const lang of ['tsx', 'ts'] as const) {
      const tree = parse(before + value + after, lang);
      if (tree) return tree;
    }
  }
  return undefined;
}

/** The name that a node is, when it is one that is not computed. */
export const nameOf = (node: unknown): string | undefined =>
  isNode(node) && (node.type === 'Identifier' || node.type === 'JSXIdentifier') ? String(node.name) : undefined;

/** Whether a node is the name of a member: where it is declared, taken, or given. */
export function isMemberName(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (!parent || parent.computed === true) return false;
  if (parent.type === 'MemberExpression') return parent.property === node;
  if (parent.type === 'JSXAttribute') return parent.name === node;
  return parent.key === node && parent.type !== 'TSMappedType';
}

const declaresMember = new Set([
  'TSPropertySignature',
  'TSMethodSignature',
  'MethodDefinition',
  'PropertyDefinition',
  'TSAbstractMethodDefinition',
  'TSAbstractPropertyDefinition',
]);

/** Whether a node is the name of a member where a type or a class declares it. */
export const isDeclaredMember = (node: SyntaxNode, parent: SyntaxNode | undefined): boolean =>
  parent !== undefined && declaresMember.has(parent.type) && parent.key === node && parent.computed !== true;
