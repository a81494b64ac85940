import type { Location, SourceText } from '../workspace/source-text.ts';

/**
 * What stands at a place of a page. Two offsets are kept; the line and the location are worked out when somebody asks: pages
 * make claims by the thousand, and few are told of.
 */
export class Placed {
  protected readonly source: SourceText;
  /** Offset in the page. */
  readonly start: number;
  /** Offset in the page, exclusive. */
  readonly end: number;

  constructor(source: SourceText, start: number, end: number) {
    this.source = source;
    this.start = start;
    this.end = end;
  }

  /** POSIX path relative to the root of the workspace. */
  get file(): string {
    return this.source.file;
  }

  /** The line of its start, 1-based. */
  get line(): number {
    return this.source.pointAt(this.start).line;
  }

  /** The whole range. */
  get location(): Location {
    return this.source.locate(this.start, this.end);
  }
}
