import type { Code } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import { findMarkers } from './markers.ts';
import type { Block } from './page.ts';

const openingFence = /^(`{3,}|~{3,})/;
const closingFence = /^[\s>]*(`{3,}|~{3,})[ \t]*$/;

/**
 * Makes a block of a code node, or nothing of an indented one. Each line of the content is the end of a line of the
 * page, whatever list, quote or component the fence stands in, so the map between both is kept a line at a time.
 */
export function createBlock(
  node: Code,
  source: SourceText,
  index: number,
  section: readonly string[],
  alternative: Block['alternative'],
): Block | undefined {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  const fence = openingFence.exec(source.text.slice(start, start + 1000))?.[1];
  if (fence === undefined) return undefined;

  const first = source.pointAt(start).line;
  const last = source.pointAt(end).line;
  const closing = closingFence.exec(source.line(last))?.[1];
  const closed = last > first && closing !== undefined && closing[0] === fence[0] && closing.length >= fence.length;

  const infoStart = start + fence.length;
  const info = source.line(first).slice(source.pointAt(infoStart).column - 1);
  const markers = findMarkers(info).map(({ name, value, start: from, end: to }) => ({
    name,
    value,
    location: source.locate(infoStart + from, infoStart + to),
  }));

  return {
    file: source.file,
    line: first,
    index,
    lang: node.lang ?? '',
    meta: node.meta ?? '',
    markers,
    value: node.value,
    location: source.locate(start, end),
    closed,
    section,
    alternative,
    offsetInPage: offsetMap(node.value, source, first + 1),
  };
}

/** For each line, its offset in the content and then the page's offset of the same place. Numbers alone take least memory. */
function lineStarts(value: string, source: SourceText, first: number): Uint32Array {
  const lines = value.split('\n');
  const starts = new Uint32Array(2 * lines.length);
  let offset = 0;
  for (const [number, line] of lines.entries()) {
    const text = line.replace(/\r$/, '');
    const shift = Math.max(source.line(first + number).length - text.length, 0);
    starts[2 * number] = offset;
    starts[2 * number + 1] = source.offsetAt({ line: first + number, column: shift + 1 });
    offset += line.length + 1;
  }
  return starts;
}

/** Maps offsets in the content to the page, where it begins in line `first`. The map is made when it is first asked. */
function offsetMap(value: string, source: SourceText, first: number): (offset: number) => number {
  let starts: Uint32Array | undefined;
  return (offset) => {
    starts ??= lineStarts(value, source, first);
    const inside = Math.min(Math.max(offset, 0), value.length);
    let low = 0;
    let high = starts.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[2 * middle]! <= inside) low = middle;
      else high = middle - 1;
    }
    return starts[2 * low + 1]! + (inside - starts[2 * low]!);
  };
}
