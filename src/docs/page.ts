import type { Location, SourceText } from '../workspace/source-text.ts';
import type { Marker } from './markers.ts';

/** How the text of a page is read. */
export type PageSyntax = 'markdown' | 'mdx';

/** A piece of a heading. Processors differ in what of it becomes part of the heading's id. */
export interface HeadingPart {
  readonly kind: 'text' | 'code' | 'image' | 'footnote' | 'expression';
  /** The text, the alternative text of an image, the identifier of a footnote, or an expression of MDX as written. */
  readonly value: string;
}

/** A heading with the text that ids are made from. */
export interface Heading {
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6;
  /** The text without its formatting, alternative texts of images left out. A `{#id}` at its end is part of it. */
  readonly text: string;
  /** The `{#id}` that ends the heading, for sites that read it. */
  readonly customId?: string | undefined;
  /** The text in pieces, in their order. */
  readonly parts: readonly HeadingPart[];
  /** Offset in the page. */
  readonly start: number;
  /** Offset in the page, exclusive. */
  readonly end: number;
  readonly location: Location;
}

/** A heading written as HTML, with the text between its tags. */
export interface HtmlHeading {
  readonly text: string;
  /** The id that its tag sets. */
  readonly id: string | undefined;
  /** Offset in the page. */
  readonly start: number;
  readonly location: Location;
}

/** How a link is written. It decides which rules of resolution it follows. */
export type LinkForm = 'inline' | 'reference' | 'definition' | 'autolink' | 'image' | 'html' | 'jsx' | 'frontmatter';

/** A claim that its target exists. */
export interface Link {
  readonly file: string;
  readonly line: number;
  readonly form: LinkForm;
  /** The destination as written, entities and escapes decoded; `undefined` when it is computed and so unknown. */
  readonly target: string | undefined;
  /** The tag and attribute of a link in HTML or JSX, such as `img` and `src`. */
  readonly element?: { readonly tag: string; readonly attribute: string } | undefined;
  /** The expression of a destination that is computed, as it is written between its braces. */
  readonly expression?: string | undefined;
  /** The range of the destination where it can be told, and of the whole link where not. */
  readonly location: Location;
  /** Offsets of the destination in the page, when a fix may replace it. */
  readonly targetRange?: readonly [start: number, end: number] | undefined;
}

/** A definition such as `[label]: address`. */
export interface Definition {
  /** The label as references are compared with it. */
  readonly identifier: string;
  /** The label as written. */
  readonly label: string;
  readonly url: string;
  readonly location: Location;
}

/** What is written like a reference, `[text][label]`, and is text because nothing defines it. */
export interface LooseReference {
  readonly label: string;
  readonly location: Location;
}

/** An id that HTML or JSX on the page declares. */
export interface AnchorId {
  readonly id: string;
  readonly location: Location;
}

/** A fenced code block: a claim that its content is right. */
export interface Block {
  readonly file: string;
  /** The line of the opening fence. */
  readonly line: number;
  /** Its number on the page, from 0. */
  readonly index: number;
  /** The first word of the info string, as written; empty when there is none. */
  readonly lang: string;
  /** The rest of the info string, as written. */
  readonly meta: string;
  /** Docproof's own markers in the info string. */
  readonly markers: readonly Marker[];
  /** The content without fence and indentation. Line ends are those of the page. */
  readonly value: string;
  /** The range of the whole block, fences included. */
  readonly location: Location;
  /** False when the page ends, or the list item or quote ends, before the fence is closed. */
  readonly closed: boolean;
  /** The headings that the block stands under, outermost first. */
  readonly section: readonly string[];
  /** Tells blocks apart that are alternatives of each other: the tab group and tab they stand in. */
  readonly alternative?: { readonly group: string; readonly option: string } | undefined;
  /** Maps an offset in `value` to the offset in the page of the same character. */
  offsetInPage(offset: number): number;
}

/** Code that examples of a page need and that its reader does not see. It is no claim: its mistakes are told all the same. */
export interface Setup {
  readonly file: string;
  /** The number of blocks above it. It holds for those below. */
  readonly before: number;
  /** The code, as the page writes it. */
  readonly value: string;
  readonly location: Location;
  /** Maps an offset in `value` to the offset in the page of the same character. */
  offsetInPage(offset: number): number;
}

/** An inline code span that may name something in the code. */
export interface Mention {
  readonly file: string;
  readonly line: number;
  readonly value: string;
  readonly location: Location;
}

/** A cell of a table. */
export interface TableCell {
  /** The text without its formatting, white space at its ends left out. */
  readonly text: string;
  /** The inline code in it, in its order. */
  readonly codes: readonly string[];
  readonly location: Location;
}

/** A row of a table: what its cells say of what its first cell names. */
export interface TableRow {
  readonly file: string;
  readonly line: number;
  readonly cells: readonly TableCell[];
}

/** A table in Markdown. */
export interface Table {
  readonly header: readonly TableCell[];
  readonly rows: readonly TableRow[];
}

/** A problem in the page itself, found while reading it. */
export interface PageFault {
  /** `heading-id` is a `{#id}` at the end of a heading in MDX, which is a fault on sites that do not read it. */
  readonly kind: 'unreadable' | 'encoding' | 'frontmatter' | 'syntax' | 'heading-id';
  readonly message: string;
  readonly location: Location;
}

/** The identifiers of a page's footnotes. */
export interface Footnotes {
  /** Those that are referred to, in the order of the first reference. */
  readonly references: readonly string[];
  /** Those that are defined outside of lists, quotes and components. */
  readonly definitions: readonly string[];
}

/**
 * One Markdown or MDX file, read and parsed once. The tree is not kept: it takes ten times the memory of what is found
 * in it.
 */
export interface Page {
  /** POSIX path relative to the root of the workspace. */
  readonly file: string;
  readonly syntax: PageSyntax;
  readonly source: SourceText;
  /** The parsed frontmatter, empty when there is none or it does not parse. */
  readonly frontmatter: Readonly<Record<string, unknown>>;
  readonly headings: readonly Heading[];
  readonly htmlHeadings: readonly HtmlHeading[];
  readonly links: readonly Link[];
  readonly definitions: readonly Definition[];
  /** The identifiers of the definitions that references lead to, each once. */
  readonly references: readonly string[];
  readonly looseReferences: readonly LooseReference[];
  readonly footnotes: Footnotes;
  readonly ids: readonly AnchorId[];
  readonly blocks: readonly Block[];
  readonly setups: readonly Setup[];
  /** The opening lines of code fences that stand inside raw HTML, where they are no blocks. */
  readonly hiddenFences: readonly Location[];
  readonly mentions: readonly Mention[];
  readonly tables: readonly Table[];
  readonly faults: readonly PageFault[];
}
