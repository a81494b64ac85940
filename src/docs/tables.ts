import type { TableCell as CellNode, Table as TableNode } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import { textOf } from './node-text.ts';
import type { Table, TableCell } from './page.ts';
import { Placed } from './placed.ts';

function codesIn(node: CellNode): string[] {
  const codes: string[] = [];
  const visit = (child: CellNode['children'][number]): void => {
    if (child.type === 'inlineCode') codes.push(child.value);
    else if ('children' in child) for (const inner of child.children) visit(inner);
  };
  for (const child of node.children) visit(child);
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
    this.codes = codesIn(node);
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
