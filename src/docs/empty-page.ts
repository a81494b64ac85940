import type { SourceText } from '../workspace/source-text.ts';
import type { Page, PageSyntax } from './page.ts';

/** A page on which nothing is found. */
export const emptyPage = (source: SourceText, syntax: PageSyntax): Page => ({
  file: source.file,
  syntax,
  source,
  frontmatter: {},
  headings: [],
  htmlHeadings: [],
  links: [],
  definitions: [],
  references: [],
  looseReferences: [],
  footnotes: { references: [], definitions: [] },
  ids: [],
  blocks: [],
  setups: [],
  hiddenFences: [],
  mentions: [],
  tables: [],
  faults: [],
});
