import { manifestFile } from '../code/history/former.ts';
import type { EditedTexts } from '../workspace/edited-files.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Files that speak of the code in its own words: not lock files, and not the manifest, which speaks of its past. */
const speaksCode = (path: string): boolean =>
  /\.(?:[mc]?[jt]sx?|json|ya?ml|sql|env|vue|svelte|astro)$|(?:^|\/)\.env/.test(path) &&
  !/(?:^|[-.])lock\b/.test(path) &&
  path !== manifestFile;

/** Whether a name is written in one piece that nothing else is called by: a rename would replace it wherever it stands. */
export const isUnmistakable = (name: string): boolean =>
  name.length >= 4 && /[\p{Ll}\p{N}]\p{Lu}|\p{Lu}\p{Ll}+\p{Lu}|[_.-]|^\p{Lu}\p{Ll}{4,}/u.test(name);

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a source imports a name, or hands it on from another one. */
const takes = (text: string, name: string): boolean =>
  [...text.matchAll(/\b(?:import|export)\s+(?:type\s+)?\{([^}]*)\}/g)].some(([, clause = '']) =>
    clause.split(',').some(
      (one) =>
        one
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)[0] === name,
    ),
  );

/**
 * Replaces a name wherever the code of the repository writes it, beside the texts that were edited already. What others may be
 * called too is replaced where it is edited, and where an export of that name is imported.
 */
export function replaceEverywhere(
  workspace: Workspace,
  edited: EditedTexts,
  { name, isExport }: { readonly name: string; readonly isExport: boolean },
  other: string,
): Map<string, string | undefined> {
  const texts = new Map(edited);
  const isSure = isUnmistakable(name);
  if (!isSure && !isExport) return texts;
  const pattern = new RegExp(`(?<![\\w$-])${literally(name)}(?![\\w$-])`, 'g');
  for (const path of workspace.files.paths) {
    if (!speaksCode(path)) continue;
    const text = texts.has(path) ? texts.get(path) : workspace.files.read(path);
    if (!text?.includes(name) || !(isSure || edited.has(path) || takes(text, name))) continue;
    const replaced = text.replace(pattern, () => other);
    if (replaced !== text) texts.set(path, replaced);
  }
  return texts;
}
