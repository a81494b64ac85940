import type { Heading as HeadingNode, Html, Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { SourceText } from '../workspace/source-text.ts';
import type { Heading, HeadingPart, HtmlHeading } from './page.ts';
import { readTag } from './tags.ts';

/** Gathers the headings of a page while its tree is walked. */
export interface HeadingCollector {
  readonly headings: Heading[];
  readonly htmlHeadings: HtmlHeading[];
  enter(node: Nodes, ancestors: readonly Nodes[]): void;
  /** Whether a heading whose tags stand in nodes of their own takes in what is walked. */
  isOpen(): boolean;
  /** The texts of the headings that the current place stands under, outermost first. */
  section(): readonly string[];
}

const customId = /\s*\{#([^\s}]+)\}\s*$/;
const htmlHeading = /<h([1-6])(?=[\s>])[^>]*>([\s\S]*?)<\/h\1\s*>/gi;
const textOfHtml = (html: string): string => html.replace(/<!--[\s\S]*?-->|<[^>]*>/g, '');
const idOf = (html: string): string | undefined =>
  readTag(html, 0, false)?.attributes.find(({ name }) => name === 'id')?.value;

function* partsOf(node: Nodes): Generator<HeadingPart> {
  switch (node.type) {
    case 'text':
      yield { kind: 'text', value: node.value };
      break;
    case 'inlineCode':
    case 'inlineMath':
      yield { kind: 'code', value: node.value };
      break;
    case 'image':
    case 'imageReference':
      yield { kind: 'image', value: node.alt ?? '' };
      break;
    case 'footnoteReference':
      yield { kind: 'footnote', value: node.identifier };
      break;
    case 'mdxTextExpression':
      yield { kind: 'expression', value: node.value };
      break;
    default:
      if ('children' in node) for (const child of node.children) yield* partsOf(child as Nodes);
  }
}

/** Finds the headings in Markdown, and those in HTML with the text between their tags. */
export function createHeadingCollector(source: SourceText): HeadingCollector {
  const headings: Heading[] = [];
  const htmlHeadings: HtmlHeading[] = [];
  const above: { depth: number; text: string }[] = [];
  // All blocks of a section share its path.
  let section: readonly string[] = [];
  // A heading whose tags stand in nodes of their own, with Markdown between them.
  let open: { level: string; text: string; id: string | undefined; start: number } | undefined;

  const addMarkdown = (node: HeadingNode): void => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? start;
    const text = textOf(node, { includeImageAlt: false });
    while (above.length > 0 && above.at(-1)!.depth >= node.depth) above.pop();
    above.push({ depth: node.depth, text });
    section = above.map((heading) => heading.text);
    const location = source.locate(start, end);
    headings.push({ depth: node.depth, text, customId: customId.exec(text)?.[1], parts: [...partsOf(node)], location });
  };

  const addHtml = (node: Html): void => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? start;
    if (open) {
      if (!new RegExp(`</h${open.level}\\s*>`, 'i').test(node.value)) return;
      htmlHeadings.push({ text: open.text, id: open.id, location: source.locate(open.start, end) });
      open = undefined;
      return;
    }
    if (!/<h[1-6]/i.test(node.value)) return;
    let last = 0;
    for (const match of node.value.matchAll(htmlHeading)) {
      last = match.index + match[0].length;
      const location = source.locate(start + match.index, start + last);
      htmlHeadings.push({ text: textOfHtml(match[2]!), id: idOf(match[0]), location });
    }
    const opening = /<h([1-6])(?=[\s>])[^>]*>([\s\S]*)$/i.exec(node.value.slice(last));
    if (opening) open = { level: opening[1]!, text: textOfHtml(opening[2]!), id: idOf(opening[0]), start };
  };

  return {
    headings,
    htmlHeadings,
    enter(node, ancestors) {
      if (node.type === 'heading') addMarkdown(node);
      else if ((node.type === 'html' || open) && ancestors.some(({ type }) => type === 'heading')) return;
      else if (node.type === 'html') addHtml(node);
      else if (open && (node.type === 'text' || node.type === 'inlineCode')) open.text += node.value;
    },
    isOpen: () => open !== undefined,
    section: () => section,
  };
}
