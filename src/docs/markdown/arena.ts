import { cut } from './own-strings.ts';

/** A place as mdast has it. */
interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Where a node begins and ends. */
export interface Position {
  readonly start: Place;
  readonly end: Place;
}

// Sätteri hands over a tree as one buffer, mostly of unsigned numbers of 32 bits in the order of bytes of every machine that
// Node runs on. These are the places of numbers in its head, and in each node; the parser's own reader has the same.
const head = { mark: 0, kind: 1, nodeSize: 2, nodes: 4, children: 6, data: 8, strings: 10 } as const;
const node = {
  type: 1,
  start: 3,
  end: 4,
  startLine: 5,
  startColumn: 6,
  endLine: 7,
  endColumn: 8,
  firstChild: 9,
  childCount: 10,
  data: 11,
  dataLength: 12,
} as const;

/** What the buffer of a tree of Markdown begins with. */
const mark = 0x5241444d;
const markdown = 1;

/** The types of mdast, by the number that the parser gives them. */
const types: Readonly<Record<number, string>> = {
  0: 'root',
  1: 'paragraph',
  2: 'heading',
  3: 'thematicBreak',
  4: 'blockquote',
  5: 'list',
  6: 'listItem',
  7: 'html',
  8: 'code',
  9: 'definition',
  10: 'text',
  11: 'emphasis',
  12: 'strong',
  13: 'inlineCode',
  14: 'break',
  15: 'link',
  16: 'image',
  17: 'linkReference',
  18: 'imageReference',
  19: 'footnoteDefinition',
  20: 'footnoteReference',
  21: 'table',
  22: 'tableRow',
  23: 'tableCell',
  24: 'delete',
  25: 'yaml',
  26: 'toml',
  100: 'mdxJsxFlowElement',
  101: 'mdxJsxTextElement',
  102: 'mdxFlowExpression',
  103: 'mdxTextExpression',
  104: 'mdxjsEsm',
};

/**
 * Reads the tree of a page where the parser left it. Nodes are known by their numbers. The parser's own reader decodes every
 * string of a page to give one, and takes twice as long for what is asked here.
 */
export class Arena {
  private readonly bytes: Buffer;
  private readonly view: DataView;
  private readonly numbers: Uint32Array;
  private readonly page: string;
  /** Whether the page is ASCII: then bytes and characters are counted alike. */
  private readonly isPlain: boolean;
  private readonly nodes: number;
  private readonly nodeSize: number;
  private readonly childIds: number;
  private readonly data: number;
  private readonly strings: number;

  /** Throws when the buffer is not laid out as that of the installed parser. */
  constructor(buffer: Uint8Array, page: string) {
    const { byteOffset, byteLength } = buffer;
    this.bytes = Buffer.from(buffer.buffer, byteOffset, byteLength);
    // What nodes hold beside these numbers begins at any byte.
    this.view = new DataView(buffer.buffer, byteOffset, byteLength);
    const numbers = new Uint32Array(buffer.buffer, byteOffset, byteLength >> 2);
    if (numbers[head.mark] !== mark || numbers[head.kind] !== markdown) throw new Error('Sätteri made no tree');
    this.numbers = numbers;
    this.page = page;
    this.isPlain = Buffer.byteLength(page) === page.length;
    this.nodes = numbers[head.nodes]! >> 2;
    this.nodeSize = numbers[head.nodeSize]! >> 2;
    this.childIds = numbers[head.children]! >> 2;
    this.data = numbers[head.data]!;
    this.strings = numbers[head.strings]!;
  }

  /** The type of a node, as mdast names it. */
  type(id: number): string {
    const number = this.numbers[this.nodes + id * this.nodeSize + node.type]! & 0xff;
    return types[number] ?? 'unknown';
  }

  /** The nodes in a node. */
  children(id: number): number[] {
    const at = this.nodes + id * this.nodeSize;
    const first = this.childIds + this.numbers[at + node.firstChild]!;
    const count = this.numbers[at + node.childCount]!;
    const ids: number[] = [];
    for (let index = 0; index < count; index += 1) ids.push(this.numbers[first + index]!);
    return ids;
  }

  /** Where a node stands; `undefined` for one that the parser made up. */
  position(id: number): Position | undefined {
    const { numbers } = this;
    const at = this.nodes + id * this.nodeSize;
    const line = numbers[at + node.startLine]!;
    if (line === 0) return undefined;
    return {
      start: { offset: numbers[at + node.start]!, line, column: numbers[at + node.startColumn]! },
      end: {
        offset: numbers[at + node.end]!,
        line: numbers[at + node.endLine]!,
        column: numbers[at + node.endColumn]!,
      },
    };
  }

  /** A number of one byte among what a node holds. */
  byte(id: number, offset: number, fallback: number): number {
    const at = this.nodes + id * this.nodeSize;
    if (offset >= this.numbers[at + node.dataLength]!) return fallback;
    return this.bytes[this.data + this.numbers[at + node.data]! + offset]!;
  }

  /** A string among what a node holds, empty when there is none. Where the page has it, it is a part of the page. */
  string(id: number, offset: number): string {
    const { numbers, page } = this;
    const at = this.nodes + id * this.nodeSize;
    if (offset + 8 > numbers[at + node.dataLength]!) return '';
    const place = this.data + numbers[at + node.data]! + offset;
    const start = this.view.getUint32(place, true);
    const end = start + this.view.getUint32(place + 4, true);
    if (start === end) return '';
    // The strings begin with the text of the page, and most are in it.
    if (this.isPlain && end <= page.length) return page.slice(start, end);
    return cut(this.bytes.toString('utf8', this.strings + start, this.strings + end), page, numbers[at + node.start]!);
  }
}
