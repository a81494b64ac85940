import type { Code } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import { findMarkers, type Marker, type MarkerMatch } from './markers.ts';
import type { Block } from './page.ts';
import { Placed } from './placed.ts';

const openingFence = /^(`{3,}|~{3,})/;
const closingFence = /^[\s>]*(`{3,}|~{3,})[ \t]*$/;

/** What the page says of a block beside its content. */
type Told = Pick<Block, 'index' | 'lang' | 'meta' | 'markers' | 'closed' | 'section' | 'alternative'>;

class FencedBlock extends Placed implements Block {
  readonly index: number;
  readonly lang: string;
  readonly meta: string;
  readonly markers: readonly Marker[];
  readonly value: string;
  readonly closed: boolean;
  readonly section: readonly string[];
  readonly alternative: Block['alternative'];
  /** For each line, its offset in the content and then the page's offset of the same place. Made when first asked for. */
  private starts: Uint32Array | undefined;

  constructor(source: SourceText, start: number, end: number, value: string, told: Told) {
    super(source, start, end);
    this.index = told.index;
    this.lang = told.lang;
    this.meta = told.meta;
    this.markers = told.markers;
    this.value = value;
    this.closed = told.closed;
    this.section = told.section;
    this.alternative = told.alternative;
    this.starts = undefined;
  }

  offsetInPage(offset: number): number {
    this.starts ??= lineStarts(this.value, this.source, this.line + 1);
    const { starts } = this;
    const inside = Math.min(Math.max(offset, 0), this.value.length);
    let low = 0;
    let high = starts.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[2 * middle]! <= inside) low = middle;
      else high = middle - 1;
    }
    return starts[2 * low + 1]! + (inside - starts[2 * low]!);
  }
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

/** The markers of most blocks, kept once for all of them. */
const unmarked: readonly Marker[] = [];

const isLineEnd = (text: string, at: number): boolean => text[at] === '\n' || text[at] === '\r';

/** The rest of the line from an offset, without its line end. */
function restOfLine(text: string, start: number): string {
  let end = start;
  while (end < text.length && !isLineEnd(text, end)) end += 1;
  return text.slice(start, end);
}

/** Whether the last line of a block, which is not its first, is a fence that closes the first. */
function isClosed(text: string, start: number, end: number, fence: string): boolean {
  let last = end;
  while (last > start && !isLineEnd(text, last - 1)) last -= 1;
  if (last === start) return false;
  const closing = closingFence.exec(restOfLine(text, last))?.[1];
  return closing !== undefined && closing[0] === fence[0] && closing.length >= fence.length;
}

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
  const { text } = source;
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  const fence = openingFence.exec(text.slice(start, start + 1000))?.[1];
  if (fence === undefined) return undefined;

  const infoStart = start + fence.length;
  const found = findMarkers(restOfLine(text, infoStart));
  const placed = ({ name, value, start: from, end: to }: MarkerMatch): Marker => ({
    name,
    value,
    location: source.locate(infoStart + from, infoStart + to),
  });
  return new FencedBlock(source, start, end, node.value, {
    index,
    lang: node.lang ?? '',
    meta: node.meta ?? '',
    markers: found.length === 0 ? unmarked : found.map(placed),
    closed: isClosed(text, start, end, fence),
    section,
    alternative,
  });
}
