const fence = /^(?:[ \t]|>)*(`{3,}|~{3,})/;
const heading = /^((?:[ \t]{0,3}>)*[ \t]{0,3}#{1,6}[ \t].*?)[ \t](\{#[^\s{}]+\}[ \t]*\r?)$/;

/** An MDX page with its headings made readable. */
export interface ReadableHeadings {
  /** The text, as long as before: in front of each `{#id}` stands a backslash in the place of a space. */
  readonly text: string;
  /** Offsets of the braces that open such ids. */
  readonly places: readonly number[];
}

/**
 * Makes the `{#id}` that ends a heading text to an MDX parser, as Docusaurus does before it parses a page
 * (https://docusaurus.io/docs/markdown-features/toc#heading-ids): MDX itself takes braces for an expression and stops
 * there. Returns `undefined` when no heading of the page ends so.
 */
export function readableHeadings(text: string): ReadableHeadings | undefined {
  if (!text.includes('{#')) return undefined;
  const places: number[] = [];
  let open: string | undefined;
  let at = 0;
  const lines = text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    const mark = fence.exec(line)?.[1];
    if (mark !== undefined) {
      if (open === undefined) open = mark;
      else if (mark.startsWith(open)) open = undefined;
    }
    const match = open === undefined ? heading.exec(line) : null;
    if (!match) return line;
    places.push(start + match[1]!.length + 1);
    return `${match[1]}\\${match[2]}`;
  });
  return places.length === 0 ? undefined : { text: lines.join('\n'), places };
}
