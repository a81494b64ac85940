import type { Heading as HeadingNode, Html, Nodes } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import { textOf } from './node-text.ts';
import type { Heading, HeadingPart, HtmlHeading } from './page.ts';
import { Placed } from './placed.ts';
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

class MarkdownHeading extends Placed implements Heading {
  readonly depth: Heading['depth'];
  readonly text: string;
  readonly customId: string | undefined;
  /** Its pieces; none for one that is text alone, as most are. */
  private readonly pieces: readonly HeadingPart[] | undefined;

  constructor(source: SourceText, start: number, end: number, node: HeadingNode) {
    super(source, start, end);
    this.depth = node.depth;
    this.text = textOf(node);
    this.customId = this.text.includes('{#') ? customId.exec(this.text)?.[1] : undefined;
    const [only] = node.children;
    this.pieces = node.children.length === 1 && only!.type === 'text' ? undefined : [...partsOf(node)];
  }

  get parts(): readonly HeadingPart[] {
    return this.pieces ?? [{ kind: 'text', value: this.text }];
  }
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
  const above: Heading[] = [];
  // All blocks of a section share its path.
  let section: readonly string[] = [];
  // A heading whose tags stand in nodes of their own, with Markdown between them.
  let open: { level: string; text: string; id: string | undefined; start: number } | undefined;

  const addMarkdown = (node: HeadingNode): void => {
    const start = node.position?.start.offset ?? 0;
    const heading = new MarkdownHeading(source, start, node.position?.end.offset ?? start, node);
    while (above.length > 0 && above.at(-1)!.depth >= node.depth) above.pop();
    above.push(heading);
    section = above.map(({ text }) => text);
    headings.push(heading);
  };

  const addHtml = (node: Html): void => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? start;
    if (open) {
      if (!new RegExp(`</h${open.level}\\s*>`, 'i').test(node.value)) return;
      htmlHeadings.push({
        text: open.text,
        id: open.id,
        start: open.start,
        location: source.locate(open.start, end),
      });
      open = undefined;
      return;
    }
    if (!/<h[1-6]/i.test(node.value)) return;
    let last = 0;
    for (const match of node.value.matchAll(htmlHeading)) {
      last = match.index + match[0].length;
      htmlHeadings.push({
        text: textOfHtml(match[2]!),
        id: idOf(match[0]),
        start: start + match.index,
        location: source.locate(start + match.index, start + last),
      });
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
