import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SatteriAstroData } from '@astrojs/markdown-satteri';
import type { MdastPluginEntry } from 'satteri';
import { sectionProblems } from './page-sections.ts';

/**
 * Fails a page that breaks the contract of its type or describes a path that does not exist.
 *
 * @param root the root of the repository, which `sources` are relative to.
 */
export function pageContract(root: string): MdastPluginEntry {
  return {
    name: 'docproof-page-contract',
    before(tree, context) {
      const page = context.data.astro as SatteriAstroData | undefined;
      const { type, sources } = page?.frontmatter ?? {};
      const problems = [...sectionProblems(type, tree), ...missingSources(root, sources)];
      if (problems.length > 0) throw new Error(problems.join(' '));
    },
  };
}

function missingSources(root: string, sources: unknown): string[] {
  if (!Array.isArray(sources)) return [];
  return sources
    .filter((source) => !existsSync(join(root, String(source))))
    .map((source) => `\`sources\` names "${source}", which does not exist in the repository.`);
}
