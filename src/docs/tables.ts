import type { TableCell as CellNode, Nodes, Table as TableNode } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import { textOf } from './node-text.ts';
import type { Table, TableCell } from './page.ts';
import { Placed } from './placed.ts';

/** Most cells hold no code, and all of them share that. */
const none: readonly string[] = [];

function codesIn(nodes: readonly Nodes[], before: string[] | undefined): string[] | undefined {
  let codes = before;
  for (const node of nodes) {
    if (node.type === 'inlineCode') {
      codes ??= [];
      codes.push(node.value);
    } else if ('children' in node) codes = codesIn(node.children, codes);
  }
  return codes;
}

class Cell extends Placed implements TableCell {
  readonly text: string;
  readonly codes: readonly string[];

  constructor(node: CellNode, source: SourceText) {
    const { position } = node;
    const start = position?.start.offset ?? 0;
    super(source, start, position?.end.offset ?? start);
    this.text = textOf(node).trim();
    this.codes = codesIn(node.children, undefined) ?? none;
  }
}

/** Makes a table of its node: the cells of its head, and its rows with their places. */
export function createTable(node: TableNode, source: SourceText): Table {
  const cell = (from: CellNode): TableCell => new Cell(from, source);
  const [head, ...body] = node.children;
  return {
    header: head?.children.map(cell) ?? [],
    rows: body.map((row) => {
      const { line } = source.pointAt(row.position?.start.offset ?? 0);
      return { file: source.file, line, cells: row.children.map(cell) };
    }),
  };
}
