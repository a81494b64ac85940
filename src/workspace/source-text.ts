/**
 * A place in an authored file. Lines and columns are 1-based, columns count UTF-16 code units, and the end is
 * exclusive.
 */
export interface Location {
  /** POSIX path relative to the root of the workspace. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A line and a column, both 1-based; columns count UTF-16 code units. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** The text of a file with its lines found once. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** The number of lines; an empty file has one. */
  readonly lineCount: number;
  /** The text of a line (1-based) without its line end; empty when there is no such line. */
  line(number: number): string;
  /** Where an offset stands. Offsets outside the text are moved to its nearest end. */
  pointAt(offset: number): Point;
  /** The offset of a point. Points outside the text are moved to its nearest place. */
  offsetAt(point: Point): number;
  /** The range between two offsets as a location in this file. */
  locate(start: number, end: number): Location;
}

/** What starts of lines are gathered in before it is known how many there are. */
let gathered = new Uint32Array(4096);

/** The offsets at which lines start where only `\n` ends them: what the engine searches itself takes a tenth of the time. */
function lineFeeds(text: string): Uint32Array {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (count === gathered.length) {
      const longer = new Uint32Array(2 * count);
      longer.set(gathered);
      gathered = longer;
    }
    gathered[count] = at + 1;
    count += 1;
  }
  return gathered.slice(0, count);
}

/** The offsets at which lines start. Counted first, so that they take four bytes each: pages have many lines. */
function lineStarts(text: string): Uint32Array {
  if (!text.includes('\r')) return lineFeeds(text);
  const endsLine = (index: number): boolean => {
    const code = text.charCodeAt(index);
    return code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10);
  };
  let count = 1;
  for (let index = 0; index < text.length; index += 1) if (endsLine(index)) count += 1;
  const starts = new Uint32Array(count);
  let line = 1;
  for (let index = 0; index < text.length; index += 1) {
    if (!endsLine(index)) continue;
    starts[line] = index + 1;
    line += 1;
  }
  return starts;
}

/** A text whose lines are found when somebody asks: of many a file nobody asks where something stands in it. */
class LinedText implements SourceText {
  readonly file: string;
  readonly text: string;
  private starts: Uint32Array | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.starts = undefined;
  }

  private get lines(): Uint32Array {
    this.starts ??= lineStarts(this.text);
    return this.starts;
  }

  private clamp(offset: number): number {
    return Math.min(Math.max(offset, 0), this.text.length);
  }

  get lineCount(): number {
    return this.lines.length;
  }

  line(number: number): string {
    const start = this.lines[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, this.lines[number] ?? this.text.length).replace(/\r?\n$|\r$/, '');
  }

  pointAt(offset: number): Point {
    const at = this.clamp(offset);
    const known = this.lines;
    let low = 0;
    let high = known.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (known[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - known[low]! + 1 };
  }

  offsetAt({ line, column }: Point): number {
    const known = this.lines;
    const start = known[Math.min(Math.max(line, 1), known.length) - 1]!;
    return this.clamp(start + Math.max(column, 1) - 1);
  }

  locate(start: number, end: number): Location {
    const from = this.pointAt(start);
    const to = this.pointAt(Math.max(start, end));
    return { file: this.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }
}

/** Finds the lines of a text. `\n`, `\r\n` and a lone `\r` end a line, as in CommonMark. */
export const createSourceText = (file: string, text: string): SourceText => new LinedText(file, text);
