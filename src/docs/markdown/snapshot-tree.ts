import type { Root } from 'mdast';
import { Arena, type Position } from './arena.ts';

/** A node that is read when somebody asks. */
class LazyNode {
  protected readonly arena: Arena;
  protected readonly id: number;

  constructor(arena: Arena, id: number) {
    this.arena = arena;
    this.id = id;
  }

  get position(): Position | undefined {
    return this.arena.position(this.id);
  }
}

/** Running text. Few pages ask for any of it outside of headings. */
class Text extends LazyNode {
  readonly type = 'text';

  get value(): string {
    return this.arena.string(this.id, 0);
  }
}

/** A node that holds others and says nothing else, such as a paragraph. Few are asked where they stand. */
class Container extends LazyNode {
  readonly type: string;
  readonly children: readonly unknown[];

  constructor(type: string, arena: Arena, id: number) {
    super(arena, id);
    this.type = type;
    this.children = childrenOf(arena, id);
  }
}

function childrenOf(arena: Arena, id: number): unknown[] {
  const children: unknown[] = arena.children(id);
  for (let index = 0; index < children.length; index += 1) {
    children[index] = nodeOf(arena, children[index] as number);
  }
  return children;
}

/** Makes a node with its fields. Each stands at an offset that the parser's own materialiser knows too. */
function nodeOf(arena: Arena, id: number): unknown {
  const type = arena.type(id);
  switch (type) {
    case 'text':
      return new Text(arena, id);
    case 'inlineCode':
    case 'html':
    case 'yaml':
    case 'toml':
    case 'mdxTextExpression':
      return { type, value: arena.string(id, 0), position: arena.position(id) };
    case 'link':
      return { type, url: arena.string(id, 0), children: childrenOf(arena, id), position: arena.position(id) };
    case 'heading':
      return { type, depth: arena.byte(id, 0, 1), children: childrenOf(arena, id), position: arena.position(id) };
    case 'code':
      return {
        type,
        lang: arena.string(id, 0),
        meta: arena.string(id, 8),
        value: arena.string(id, 16),
        position: arena.position(id),
      };
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      // Attributes are read from the page: the parser does not tell where they stand.
      return {
        type,
        name: arena.string(id, 0) || null,
        children: childrenOf(arena, id),
        position: arena.position(id),
      };
    case 'image':
      return { type, url: arena.string(id, 0), alt: arena.string(id, 8), position: arena.position(id) };
    case 'definition':
      return {
        type,
        url: arena.string(id, 0),
        identifier: arena.string(id, 16),
        label: arena.string(id, 24),
        position: arena.position(id),
      };
    case 'imageReference':
      return { type, identifier: arena.string(id, 0), alt: arena.string(id, 20), position: arena.position(id) };
    case 'footnoteReference':
      return { type, identifier: arena.string(id, 0), position: arena.position(id) };
    case 'linkReference':
    case 'footnoteDefinition':
      return { type, identifier: arena.string(id, 0), children: childrenOf(arena, id), position: arena.position(id) };
    case 'mdxFlowExpression':
    case 'mdxjsEsm':
    case 'thematicBreak':
    case 'break':
      return { type, position: arena.position(id) };
    default:
      return new Container(type, arena, id);
  }
}

/**
 * Makes mdast of what the native parser found, with the fields that Docproof asks for. The parser's own materialiser makes
 * every field and every position of every node: that took as long as parsing, and most was garbage at once.
 */
export const treeOf = (buffer: Uint8Array, page: string): Root => nodeOf(new Arena(buffer, page), 0) as Root;
