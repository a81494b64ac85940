import type { Root } from 'mdast';
import type { MdastReader } from 'satteri';
import { copied, cut } from './own-strings.ts';

type Position = ReturnType<MdastReader['getPosition']>;

/** Running text. Few pages ask for any of it outside of headings, so it is read when somebody asks. */
class Text {
  readonly type = 'text';
  private readonly reader: MdastReader;
  private readonly id: number;
  private readonly page: string;

  constructor(reader: MdastReader, id: number, page: string) {
    this.reader = reader;
    this.id = id;
    this.page = page;
  }

  get position(): Position {
    return this.reader.getPosition(this.id);
  }

  get value(): string {
    return cut(this.reader.getTextValue(this.id), this.page, startOf(this.position));
  }
}

/** A node that holds others and says nothing else, such as a paragraph. Its position is read when somebody asks. */
class Container {
  readonly type: string;
  readonly children: readonly unknown[];
  private readonly reader: MdastReader;
  private readonly id: number;

  constructor(type: string, reader: MdastReader, id: number, page: string) {
    this.type = type;
    this.children = childrenOf(reader, id, page);
    this.reader = reader;
    this.id = id;
  }

  get position(): Position {
    return this.reader.getPosition(this.id);
  }
}

/** The types that were met, by the number that the parser gives them. */
const types: string[] = [];

function typeOf(reader: MdastReader, id: number): string {
  const number = reader.getNodeType(id);
  return types[number] ?? learnType(reader.getNode(id).typeName, number);
}

/** The parser names types as its own language does, with a capital at the start. Names of keys are compared fastest. */
function learnType(name: string, number: number): string {
  const [type = name] = Object.keys({ [name[0]!.toLowerCase() + name.slice(1)]: number });
  types[number] = type;
  return type;
}

const startOf = (position: Position): number => position?.start.offset ?? 0;

function childrenOf(reader: MdastReader, id: number, page: string): unknown[] {
  const children: unknown[] = reader.getChildIds(id);
  for (let index = 0; index < children.length; index += 1) {
    children[index] = nodeOf(reader, children[index] as number, page);
  }
  return children;
}

const field = (reader: MdastReader, id: number, offset: number): string => copied(reader.fieldString(id, offset));

/** Makes a node with its fields. Each stands at an offset that the parser's own materialiser knows too. */
function nodeOf(reader: MdastReader, id: number, page: string): unknown {
  const type = typeOf(reader, id);
  if (type === 'text') return new Text(reader, id, page);
  switch (type) {
    case 'inlineCode': {
      const position = reader.getPosition(id);
      return { type, value: cut(reader.getTextValue(id), page, startOf(position) + 1), position };
    }
    case 'link': {
      const position = reader.getPosition(id);
      const url = cut(reader.fieldString(id, 0), page, startOf(position));
      return { type, url, children: childrenOf(reader, id, page), position };
    }
    case 'heading': {
      const depth = reader.fieldU8(id, 0, 1);
      return { type, depth, children: childrenOf(reader, id, page), position: reader.getPosition(id) };
    }
    case 'code': {
      const position = reader.getPosition(id);
      const value = cut(reader.fieldString(id, 16), page, page.indexOf('\n', startOf(position)) + 1);
      return { type, lang: field(reader, id, 0), meta: field(reader, id, 8), value, position };
    }
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement': {
      // Attributes are read from the page: the parser does not tell where they stand.
      const name = reader.getMdxJsxElementName(id);
      return { type, name, children: childrenOf(reader, id, page), position: reader.getPosition(id) };
    }
    case 'html': {
      const position = reader.getPosition(id);
      return { type, value: cut(reader.getTextValue(id), page, startOf(position)), position };
    }
    case 'yaml':
    case 'toml':
      return { type, value: reader.getTextValue(id), position: reader.getPosition(id) };
    case 'image':
      return { type, url: field(reader, id, 0), alt: field(reader, id, 8), position: reader.getPosition(id) };
    case 'definition':
      return {
        type,
        url: field(reader, id, 0),
        identifier: field(reader, id, 16),
        label: field(reader, id, 24),
        position: reader.getPosition(id),
      };
    case 'imageReference':
      return { type, identifier: field(reader, id, 0), alt: field(reader, id, 20), position: reader.getPosition(id) };
    case 'footnoteReference':
      return { type, identifier: field(reader, id, 0), position: reader.getPosition(id) };
    case 'linkReference':
    case 'footnoteDefinition': {
      const children = childrenOf(reader, id, page);
      return { type, identifier: field(reader, id, 0), children, position: reader.getPosition(id) };
    }
    case 'mdxTextExpression':
      return { type, value: field(reader, id, 0), position: reader.getPosition(id) };
    case 'mdxFlowExpression':
    case 'mdxjsEsm':
    case 'thematicBreak':
    case 'break':
      return { type, position: reader.getPosition(id) };
    default:
      return new Container(type, reader, id, page);
  }
}

/**
 * Makes mdast of what the native parser found, with the fields that Docproof asks for. The parser's own materialiser makes
 * every field and every position of every node: that took as long as parsing, and most was garbage at once.
 */
export const treeOf = (reader: MdastReader, page: string): Root => nodeOf(reader, 0, page) as Root;
