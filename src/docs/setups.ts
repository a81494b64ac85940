import type { Nodes } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import type { FrontmatterReading } from './frontmatter.ts';
import type { Setup } from './page.ts';

const opening = /^(?:<!--|\{\s*\/\*)\s*docproof:setup(?=\s)[ \t]*\r?\n?/;
const closing = /\s*(?:-->|\*\/\s*\})\s*$/;

/** A stretch of a page as set-up. Its text is that of the page, so that every offset stays. */
function setupAt(source: SourceText, start: number, end: number, before: number): Setup {
  return {
    file: source.file,
    before,
    value: source.text.slice(start, end),
    location: source.locate(start, end),
    offsetInPage: (offset) => start + Math.min(offset, end - start),
  };
}

/**
 * Reads a comment that begins `docproof:setup`, of HTML or, in MDX, between braces; `undefined` for any other node.
 * `before` is the number of blocks above it.
 */
export function setupIn(node: Nodes, source: SourceText, before: number): Setup | undefined {
  if (node.type !== 'html' && node.type !== 'mdxFlowExpression') return undefined;
  const start = node.position?.start.offset ?? 0;
  const text = source.text.slice(start, node.position?.end.offset ?? start);
  const head = opening.exec(text)?.[0].length;
  const tail = closing.exec(text)?.index;
  return head === undefined || tail === undefined ? undefined : setupAt(source, start + head, start + tail, before);
}

/** Reads the set-up in the frontmatter, under `docproof.setup`. It holds for every block of the page. */
export function setupInFrontmatter(frontmatter: FrontmatterReading, source: SourceText): Setup | undefined {
  const found = frontmatter.values.find(({ path }) => path === 'docproof.setup');
  if (!found || found.value.trim() === '') return undefined;
  const { start, end } = found;
  const header = /^[|>][-+0-9]*[ \t]*\r?\n/.exec(source.text.slice(start, end))?.[0].length ?? 0;
  return setupAt(source, start + header, end, 0);
}
