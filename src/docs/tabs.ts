import type { Code, Nodes } from 'mdast';
import type { Block } from './page.ts';

const tabGroup = /^(Tabs|TabGroup|CodeGroup|CodeTabs|PackageManagerTabs)$/;
const tab = /^(TabItem|Tab|TabPanel|CodeTab)$/;

const nameOf = (node: Nodes): string | undefined =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement' ? (node.name ?? undefined) : undefined;

const startOf = (node: Nodes): number => node.position?.start.offset ?? 0;

const opensCodeGroup = (node: Nodes): boolean =>
  node.type === 'paragraph' && /^:::+\s*code-group/.test(firstText(node));

const closesContainer = (node: Nodes): boolean => node.type === 'paragraph' && /(^|\n):::+\s*$/.test(firstText(node));

const firstText = (node: Nodes): string => {
  if (!('children' in node)) return '';
  const child = node.children[0];
  return child?.type === 'text' ? child.value : '';
};

/**
 * Tells whether a block is one of several ways to write the same thing: a tab of Starlight, Docusaurus or Fumadocs, or a
 * member of VitePress' `::: code-group`.
 */
export function alternativeOf(block: Code, ancestors: readonly Nodes[]): Block['alternative'] {
  for (let depth = ancestors.length - 1; depth >= 0; depth -= 1) {
    const ancestor = ancestors[depth]!;
    const name = nameOf(ancestor);
    if (name === undefined) continue;
    if (tabGroup.test(name)) return { group: String(startOf(ancestor)), option: String(startOf(block)) };
    if (!tab.test(name)) continue;
    const group = ancestors.slice(0, depth).findLast((outer) => tabGroup.test(nameOf(outer) ?? ''));
    return { group: String(startOf(group ?? ancestor)), option: String(startOf(ancestor)) };
  }
  const parent = ancestors.at(-1);
  if (!parent || !('children' in parent)) return undefined;
  const siblings = parent.children as readonly Nodes[];
  for (let index = siblings.indexOf(block) - 1; index >= 0; index -= 1) {
    const sibling = siblings[index]!;
    if (opensCodeGroup(sibling)) return { group: String(startOf(sibling)), option: String(startOf(block)) };
    if (sibling.type !== 'code' || closesContainer(sibling)) return undefined;
  }
  return undefined;
}
