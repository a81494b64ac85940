import { isPageType, type PageType, pageTypes, type Section } from '../page-types.ts';

/** What stands under one second-level heading of a page. */
export interface WrittenSection {
  readonly title: string;
  readonly subsections: readonly string[];
  readonly blocks: number;
  readonly items: number;
  readonly links: number;
}

/** A node of a Markdown tree, as much of it as the contract looks at. */
interface MarkdownNode {
  readonly type: string;
  readonly depth?: number;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
}

/** The second-level sections of a page, in their order. */
export function sectionsOf(root: MarkdownNode): WrittenSection[] {
  const sections: { -readonly [Key in keyof WrittenSection]: WrittenSection[Key] }[] = [];
  for (const node of root.children ?? []) {
    if (node.type === 'heading' && node.depth === 2) {
      sections.push({ title: textOf(node), subsections: [], blocks: 0, items: 0, links: 0 });
      continue;
    }
    const current = sections.at(-1);
    if (!current) continue;
    if (node.type === 'heading' && node.depth === 3) current.subsections = [...current.subsections, textOf(node)];
    current.blocks += count(node, 'code');
    current.items += count(node, 'listItem');
    current.links += count(node, 'link');
  }
  return sections;
}

/** Where a page breaks the contract of its type, one sentence a problem. */
export function sectionProblems(type: unknown, root: MarkdownNode): string[] {
  if (!isPageType(type)) return [];
  const contract: PageType = pageTypes[type];
  const written = sectionsOf(root);
  const problems: string[] = [];
  if (root.children?.some((node) => node.type === 'heading' && node.depth === 1)) {
    problems.push(
      'The page has a first-level heading in its text. Remove it: the title is printed from the frontmatter.',
    );
  }
  let from = 0;
  for (const wanted of contract.sections) {
    const at = written.findIndex(({ title }) => title === wanted.title);
    if (at === -1) {
      if (!wanted.optional) problems.push(missing(contract, wanted));
      continue;
    }
    if (at < from) problems.push(`The section "${wanted.title}" stands too early. ${orderOf(contract)}`);
    from = Math.max(from, at);
    problems.push(...contentProblems(wanted, written[at]!));
  }
  return problems;
}

function missing(contract: PageType, { title }: Section): string {
  return `The section "## ${title}" is missing. ${orderOf(contract)}`;
}

function orderOf({ label, sections }: PageType): string {
  const titles = sections.filter((section) => !section.optional).map((section) => section.title);
  return `A page of the type ${label.toLowerCase()} has, in this order: ${titles.join(', ')}.`;
}

function contentProblems(wanted: Section, written: WrittenSection): string[] {
  const problems = (wanted.subsections ?? [])
    .filter((title) => !written.subsections.includes(title))
    .map((title) => `The section "${wanted.title}" needs the subsection "### ${title}".`);
  const { blocks = 0, items = 0 } = wanted.atLeast ?? {};
  if (written.blocks < blocks) problems.push(`The section "${wanted.title}" needs a code block.`);
  if (written.items < items) problems.push(`The section "${wanted.title}" needs a list with at least ${items} items.`);
  if (wanted.mostLinks !== undefined && written.links > wanted.mostLinks) {
    problems.push(
      `The section "${wanted.title}" has ${written.links} links; the most is ${wanted.mostLinks}. Keep those that help most.`,
    );
  }
  return problems;
}

/** The text of a node, with the straight apostrophes that typographic punctuation replaced while the page was read. */
function textOf(node: MarkdownNode): string {
  return (node.value ?? '').replaceAll('\u2019', "'") + (node.children ?? []).map(textOf).join('');
}

function count(node: MarkdownNode, type: string): number {
  return (node.type === type ? 1 : 0) + (node.children ?? []).reduce((sum, child) => sum + count(child, type), 0);
}
