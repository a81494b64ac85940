import type { Nodes, Root } from 'mdast';
import type { Location, SourceText } from '../workspace/source-text.ts';
import { createBlock } from './blocks.ts';
import type { FrontmatterReading } from './frontmatter.ts';
import { createHeadingCollector } from './headings.ts';
import { fencesInHtml } from './hidden-fences.ts';
import { createLinkCollector } from './links.ts';
import { ownStrings } from './own-strings.ts';
import type { Block, Mention, Page, Setup, Table } from './page.ts';
import { createReferenceCollector } from './references.ts';
import { setupIn, setupInFrontmatter } from './setups.ts';
import { createTable } from './tables.ts';
import { alternativeOf } from './tabs.ts';

/** Everything on a page that the parser's tree tells, in the order in which it stands there. */
export type Claims = Omit<Page, 'file' | 'syntax' | 'source' | 'frontmatter' | 'faults'>;

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

  const visit = (node: Nodes): void => {
    // Most nodes are running text, and few pages ask for any of it outside of headings.
    if (node.type === 'text' && !headings.isOpen() && !references.readsText) return;
    ownStrings(node, source.text);
    headings.enter(node, ancestors);
    links.enter(node);
    references.enter(node, ancestors);
    const setup = setupIn(node, source, blocks.length);
    if (setup) setups.push(setup);
    if (node.type === 'code') {
      const block = createBlock(node, source, blocks.length, headings.section(), alternativeOf(node, ancestors));
      if (block) blocks.push(block);
    } else if (node.type === 'html') {
      hiddenFences.push(...fencesInHtml(node, source));
    } else if (node.type === 'inlineCode') {
      const start = node.position?.start.offset ?? 0;
      const location = source.locate(start, node.position?.end.offset ?? start);
      mentions.push({ file: source.file, line: location.line, value: node.value, location });
    } else if ('children' in node) {
      if (node.type === 'table') tables.push(createTable(node, source));
      ancestors.push(node);
      for (const child of node.children) visit(child as Nodes);
      ancestors.pop();
    }
  };
  visit(tree);
  return {
    headings: headings.headings,
    htmlHeadings: headings.htmlHeadings,
    ...links.finish(frontmatter),
    definitions: references.definitions,
    references: references.references(),
    looseReferences: references.looseReferences,
    footnotes: references.footnotes(),
    blocks,
    setups,
    hiddenFences,
    mentions,
    tables,
  };
}
