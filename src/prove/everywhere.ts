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

/** Replaces a name wherever the code of the repository writes it, beside the texts that were edited already. */
export function replaceEverywhere(
  workspace: Workspace,
  edited: EditedTexts,
  name: string,
  other: string,
): Map<string, string | undefined> {
  const texts = new Map(edited);
  if (!isUnmistakable(name)) return texts;
  const pattern = new RegExp(`(?<![\\w$-])${literally(name)}(?![\\w$-])`, 'g');
  for (const path of workspace.files.paths) {
    if (!speaksCode(path)) continue;
    const text = texts.has(path) ? texts.get(path) : workspace.files.read(path);
    if (!text?.includes(name)) continue;
    const replaced = text.replace(pattern, () => other);
    if (replaced !== text) texts.set(path, replaced);
  }
  return texts;
}
