import type { Definition, Html, Nodes } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import { destinationOf, type Range } from './destinations.ts';
import type { FrontmatterReading } from './frontmatter.ts';
import type { AnchorId, Link, LinkForm } from './page.ts';
import { Placed } from './placed.ts';
import { readTag, readTags, type Tag, type TagAttribute } from './tags.ts';

/** The attributes of HTML that hold an address, by tag. */
const addressAttributes = new Map<string, readonly string[]>([
  ['a', ['href']],
  ['area', ['href']],
  ['img', ['src', 'srcset']],
  ['source', ['src', 'srcset']],
  ['video', ['src', 'poster']],
  ['audio', ['src']],
  ['track', ['src']],
  ['iframe', ['src']],
  ['embed', ['src']],
  ['object', ['data']],
]);
/** The attributes that components of documentation sites take addresses in. */
const componentAttributes = ['href', 'to', 'src', 'poster', 'srcset', 'srcSet'];

/** Frontmatter of Starlight, VitePress and Docusaurus that holds an address. */
const frontmatterAddress =
  /^(head\.\d+\.(attrs|1)\.(href|src)|hero\.actions\.\d+\.link|hero\.image\.(file|src|dark|light)|features\.\d+\.link|(prev|next)\.link)$/;

/**
 * Maps an offset in the value of an HTML node to the page. In quotes and lists the value lacks what stands before each
 * line; but a line of the value ends where the line of the page does, and the last one where the node does.
 */
function placeInPage(node: Html, source: SourceText): (offset: number) => number {
  const start = node.position?.start.offset ?? 0;
  if (!node.value.includes('\n') || source.text.startsWith(node.value, start)) return (offset) => start + offset;
  const first = source.pointAt(start).line;
  const end = node.position?.end.offset ?? start;
  const starts = [0];
  for (let at = node.value.indexOf('\n'); at >= 0; at = node.value.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let line = starts.length - 1;
    while (starts[line]! > offset) line -= 1;
    if (line === 0) return start + offset;
    if (line === starts.length - 1) return end - (node.value.length - offset);
    const length = node.value.slice(starts[line], starts[line + 1]! - 1).replace(/\r$/, '').length;
    const number = first + line;
    const shift = Math.max(source.line(number).length - length, 0);
    return source.offsetAt({ line: number, column: shift + 1 }) + (offset - starts[line]!);
  };
}

/** The addresses of a `srcset`, each with its range in the value. */
function* candidates(value: string): Generator<Range> {
  // A data: address may hold commas; it is no file, so the rest of the list is not told apart.
  if (value.includes('data:')) return;
  // An address reaches to the next space; what follows, to the next comma, says when to take it.
  for (const match of value.matchAll(/([^\s,]\S*[^\s,]|[^\s,])(?:,+(?=\s|$)|[^,]*)/g)) {
    yield [match.index, match.index + match[1]!.length];
  }
}

class PageLink extends Placed implements Link {
  readonly form: LinkForm;
  readonly target: string | undefined;
  readonly element: Link['element'];
  readonly expression: string | undefined;
  /** Whether its range is that of the destination, as written. */
  private readonly exact: boolean;

  constructor(
    source: SourceText,
    [start, end]: Range,
    told: Pick<Link, 'form' | 'target' | 'element' | 'expression'>,
    exact: boolean,
  ) {
    super(source, start, end);
    this.form = told.form;
    this.target = told.target;
    this.element = told.element;
    this.expression = told.expression;
    this.exact = exact;
  }

  get targetRange(): Range | undefined {
    return this.exact && this.target !== undefined ? [this.start, this.end] : undefined;
  }
}

/** Gathers links and ids while the tree of a page is walked. */
export interface LinkCollector {
  enter(node: Nodes): void;
  /** Joins references with their definitions and adds what the frontmatter links to. Called once, after the walk. */
  finish(frontmatter: FrontmatterReading): { links: Link[]; ids: AnchorId[] };
}

/** Finds every link and every id that a page declares in Markdown, HTML, JSX and frontmatter. */
export function createLinkCollector(source: SourceText): LinkCollector {
  const links: PageLink[] = [];
  const ids: AnchorId[] = [];
  const definitions = new Map<string, Definition>();
  const references: { node: Nodes; identifier: string }[] = [];
  const { text } = source;

  const add = (
    form: LinkForm,
    target: string | undefined,
    range: Range,
    exact: boolean,
    element?: Link['element'],
    expression?: string,
  ): void => {
    links.push(new PageLink(source, range, { form, target, element, expression }, exact));
  };

  const addAttribute = (
    form: 'html' | 'jsx',
    tag: Tag,
    attribute: TagAttribute,
    place: (at: number) => number,
  ): void => {
    const element = { tag: tag.name, attribute: attribute.name };
    const { value, start, end } = attribute;
    if (value === undefined) {
      const expression = text.slice(place(start) + 1, place(end) - 1).trim();
      add(form, undefined, [place(start), place(end)], false, element, expression);
    } else if (attribute.name.toLowerCase() === 'srcset') {
      for (const [from, to] of candidates(value)) {
        add(form, value.slice(from, to), [place(start + from), place(start + to)], true, element);
      }
    } else if (value !== '' || tag.name.toLowerCase() === 'a') {
      add(form, value, [place(start), place(end)], true, element);
    }
  };

  const addTag = (form: 'html' | 'jsx', tag: Tag, place: (at: number) => number): void => {
    if (tag.kind === 'close') return;
    const isComponent = form === 'jsx' && /^[A-Z]|\./.test(tag.name);
    const wanted = isComponent ? componentAttributes : addressAttributes.get(tag.name.toLowerCase());
    for (const attribute of tag.attributes) {
      const { name, value } = attribute;
      const isId = name === 'id' || (name === 'name' && /^a$/i.test(tag.name));
      if (isId && value) {
        ids.push({ id: value, location: source.locate(place(attribute.start), place(attribute.end)) });
      }
      if (wanted?.includes(form === 'html' ? name.toLowerCase() : name)) addAttribute(form, tag, attribute, place);
    }
  };

  /** HTML in a value of the frontmatter. YAML may indent, fold or escape it, so that each tag is looked for. */
  const addBanner = (html: string, start: number, end: number): void => {
    for (const tag of readTags(html)) {
      const at = text.indexOf(html.slice(tag.start, tag.end), start);
      if (at >= 0 && at < end) addTag('html', tag, (offset) => at + offset - tag.start);
      else {
        for (const { name, value } of tag.attributes) {
          if (name !== 'href' || !value) continue;
          add('html', value, [start, end], false, { tag: tag.name, attribute: name });
        }
      }
    }
  };

  const enter = (node: Nodes): void => {
    switch (node.type) {
      case 'link':
      case 'image': {
        const start = node.position?.start.offset ?? 0;
        const end = node.position?.end.offset ?? start;
        const range = destinationOf(node, text);
        const form = node.type === 'image' ? 'image' : text[start] === '[' ? 'inline' : 'autolink';
        add(form, node.url, range ?? [start, end], range !== undefined);
        break;
      }
      case 'definition': {
        const start = node.position?.start.offset ?? 0;
        const end = node.position?.end.offset ?? start;
        const range = destinationOf(node, text);
        add('definition', node.url, range ?? [start, end], range !== undefined);
        if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
        break;
      }
      case 'linkReference':
      case 'imageReference':
        references.push({ node, identifier: node.identifier });
        break;
      case 'html': {
        const place = placeInPage(node, source);
        for (const tag of readTags(node.value)) addTag('html', tag, place);
        break;
      }
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const tag = readTag(text, node.position?.start.offset ?? 0, true);
        if (tag) addTag('jsx', tag, (at) => at);
        break;
      }
    }
  };

  const finish = (frontmatter: FrontmatterReading): { links: Link[]; ids: AnchorId[] } => {
    for (const { node, identifier } of references) {
      const definition = definitions.get(identifier);
      if (!definition) continue;
      const start = node.position?.start.offset ?? 0;
      add('reference', definition.url, [start, node.position?.end.offset ?? start], false);
    }
    for (const { path, value, start, end } of frontmatter.values) {
      const written = text.slice(start, end) === value;
      if (frontmatterAddress.test(path)) add('frontmatter', value, [start, end], written);
      else if (path === 'banner.content') addBanner(value, start, end);
    }
    links.sort((a, b) => a.start - b.start);
    return { links, ids };
  };
  return { enter, finish };
}
