import type { Nodes, Parent, Root } from 'mdast';
import type { Location, SourceText } from '../workspace/source-text.ts';
import { createBlock } from './blocks.ts';
import type { FrontmatterReading } from './frontmatter.ts';
import { createHeadingCollector } from './headings.ts';
import { fencesInHtml } from './hidden-fences.ts';
import { createLinkCollector } from './links.ts';
import { createMention } from './mentions.ts';
import type { Block, Mention, Page, Setup, Table } from './page.ts';
import { createReferenceCollector } from './references.ts';
import { setupIn, setupInFrontmatter } from './setups.ts';
import { createTable } from './tables.ts';
import { alternativeOf } from './tabs.ts';

/** Everything on a page that the parser's tree tells, in the order in which it stands there. */
export type Claims = Omit<Page, 'file' | 'syntax' | 'source' | 'frontmatter' | 'faults'>;

const none: readonly never[] = [];

/** Of most kinds a page has nothing, and all pages share that. */
const orNone = <Item>(items: readonly Item[]): readonly Item[] => (items.length === 0 ? none : items);

/** Walks the tree once and gathers everything on it that can be true or false. */
export function collectClaims(tree: Root, source: SourceText, frontmatter: FrontmatterReading): Claims {
  const headings = createHeadingCollector(source);
  const links = createLinkCollector(source);
  const references = createReferenceCollector(source);
  const blocks: Block[] = [];
  const setups: Setup[] = [setupInFrontmatter(frontmatter, source)].filter((setup) => setup !== undefined);
  const hiddenFences: Location[] = [];
  const mentions: Mention[] = [];
  const tables: Table[] = [];
  const ancestors: Nodes[] = [];

  const addSetup = (node: Nodes): void => {
    const setup = setupIn(node, source, blocks.length);
    if (setup) setups.push(setup);
  };

  const visit = (node: Nodes): void => {
    switch (node.type) {
      case 'text':
        // Most nodes are running text, and few pages ask for any of it outside of headings.
        if (headings.isOpen()) headings.enter(node, ancestors);
        if (references.readsText) references.enter(node, ancestors);
        return;
      case 'inlineCode':
        if (headings.isOpen()) headings.enter(node, ancestors);
        mentions.push(createMention(node, source));
        return;
      case 'code': {
        const block = createBlock(node, source, blocks.length, headings.section(), alternativeOf(node, ancestors));
        if (block) blocks.push(block);
        return;
      }
      case 'html':
        headings.enter(node, ancestors);
        links.enter(node);
        hiddenFences.push(...fencesInHtml(node, source));
        addSetup(node);
        return;
      case 'mdxFlowExpression':
        addSetup(node);
        return;
      case 'heading':
        headings.enter(node, ancestors);
        break;
      case 'table':
        tables.push(createTable(node, source));
        break;
      case 'link':
      case 'image':
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        links.enter(node);
        break;
      case 'definition':
      case 'linkReference':
      case 'imageReference':
        links.enter(node);
        references.enter(node, ancestors);
        break;
      case 'footnoteReference':
      case 'footnoteDefinition':
        references.enter(node, ancestors);
        break;
    }
    const { children } = node as Partial<Parent>;
    if (children === undefined) return;
    ancestors.push(node);
    for (let index = 0; index < children.length; index += 1) visit(children[index]!);
    ancestors.pop();
  };
  visit(tree);
  const found = links.finish(frontmatter);
  return {
    headings: orNone(headings.headings),
    htmlHeadings: orNone(headings.htmlHeadings),
    links: orNone(found.links),
    ids: orNone(found.ids),
    definitions: orNone(references.definitions),
    references: orNone(references.references()),
    looseReferences: orNone(references.looseReferences),
    footnotes: references.footnotes(),
    blocks: orNone(blocks),
    setups: orNone(setups),
    hiddenFences: orNone(hiddenFences),
    mentions: orNone(mentions),
    tables: orNone(tables),
  };
}
