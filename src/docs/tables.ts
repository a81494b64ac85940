import type { TableCell as CellNode, Table as TableNode } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { SourceText } from '../workspace/source-text.ts';
import type { Table, TableCell } from './page.ts';

function codesIn(node: CellNode): string[] {
  const codes: string[] = [];
  const visit = (child: CellNode['children'][number]): void => {
    if (child.type === 'inlineCode') codes.push(child.value);
    else if ('children' in child) for (const inner of child.children) visit(inner);
  };
  for (const child of node.children) visit(child);
  return codes;
}

/** Makes a table of its node: the cells of its head, and its rows with their places. */
export function createTable(node: TableNode, source: SourceText): Table {
  const cell = (from: CellNode): TableCell => {
    const start = from.position?.start.offset ?? 0;
    const location = source.locate(start, from.position?.end.offset ?? start);
    return { text: textOf(from, { includeImageAlt: false }).trim(), codes: codesIn(from), location };
  };
  const [head, ...body] = node.children;
  return {
    header: head?.children.map(cell) ?? [],
    rows: body.map((row) => {
      const { line } = source.pointAt(row.position?.start.offset ?? 0);
      return { file: source.file, line, cells: row.children.map(cell) };
    }),
  };
}
