import type { Root } from 'mdast';
import type { PageSyntax } from '../page.ts';

/** A page that its syntax does not allow. Only MDX has such pages: every text is Markdown. */
export class MarkdownSyntaxError extends Error {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'MarkdownSyntaxError';
    this.line = line;
    this.column = column;
  }
}

/** A text that this engine might take minutes for. Another engine reads it in a fair time. */
export class UnfitTextError extends Error {
  constructor(engine: string) {
    super(`${engine} might take minutes for this text`);
    this.name = 'UnfitTextError';
  }
}

/**
 * Turns the text of a page into mdast (https://github.com/syntax-tree/mdast) with GFM and frontmatter, positions
 * included. Two engines implement it, and the differential test holds them to the same blocks, headings and links.
 */
export interface MarkdownEngine {
  readonly name: string;
  /**
   * Throws {@link MarkdownSyntaxError} when the text is not of the syntax, {@link UnfitTextError} when another engine had
   * better read it, and `RangeError` when it is nested too deeply.
   */
  parse(text: string, syntax: PageSyntax): Root;
}
