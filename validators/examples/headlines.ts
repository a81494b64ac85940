import type { Workspace } from '../../src/workspace/workspace.ts';
import type { Unit } from './unit.ts';

const headline = /^\s*\/\/[ \t]*(@?[\w./-]+)[ \t]*\n/;
const nameIn = (text: string): string | undefined => headline.exec(text)?.[1]?.toLowerCase();

/**
 * Whether a block shows how another tool does it. A page that compares heads its blocks with a name each: `// zx` here,
 * and the name of the package that the page documents elsewhere.
 */
export function isHeadedByOther({ packages }: Workspace, { page, block }: Unit): boolean {
  const name = nameIn(block.value);
  const isOwn = (one: string | undefined): boolean => packages.some((own) => own.name.toLowerCase() === one);
  return name !== undefined && !isOwn(name) && page.blocks.some(({ value }) => isOwn(nameIn(value)));
}
