import type { Page } from '../../src/docs/page.ts';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf, joinInside } from '../../src/workspace/path.ts';
import { parseAddress } from './address.ts';

/** Tells whether the pages around one link to each other as files, with their ending. */
export type LinksByFile = (file: string) => boolean;

/** Fewer links than these show no custom. */
const enough = 10;

const groupOf = (file: string): string => file.slice(0, Math.max(file.indexOf('/'), 0));

/**
 * Counts how pages link to each other, a folder at the root of the repository at a time. Where a site is made elsewhere,
 * nothing else says whether `./guide` reaches `guide.md`: where nearly all links are written `./guide.md`, it does not.
 */
export function createLinksByFile(files: FileIndex, pages: readonly Page[]): LinksByFile {
  let counts: Map<string, { files: number; bare: number }> | undefined;
  const count = (): Map<string, { files: number; bare: number }> => {
    const found = new Map<string, { files: number; bare: number }>();
    for (const page of pages) {
      const group = groupOf(page.file);
      const entry = found.get(group) ?? { files: 0, bare: 0 };
      found.set(group, entry);
      for (const { form, target } of page.links) {
        if (target === undefined || form === 'image' || form === 'autolink' || form === 'reference') continue;
        const address = parseAddress(target);
        if (address.kind !== 'internal' || address.path === '' || address.path.startsWith('/')) continue;
        const path = joinInside(directoryOf(page.file), address.path);
        if (path === undefined) continue;
        if (/\.mdx?$/i.test(path)) entry.files += files.has(path) ? 1 : 0;
        else if (!/\.\w+$/.test(path) && !files.hasDirectory(path)) entry.bare += 1;
      }
    }
    return found;
  };
  return (file) => {
    counts ??= count();
    const entry = counts.get(groupOf(file));
    return entry !== undefined && entry.files >= enough && entry.bare * 10 <= entry.files;
  };
}

/** Tells whether the site that pages are written for keeps capitals in the ids of headings. */
export type KeepsCase = (file: string) => boolean;

const spelt = (text: string): string => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Counts the links within pages to headings that have a capital, a folder at the root of the repository at a time. Where
 * most are written with their capitals, a site that is made elsewhere keeps them.
 */
export function createKeepsCase(pages: readonly Page[]): KeepsCase {
  let counts: Map<string, { kept: number; lowered: number }> | undefined;
  const count = (): Map<string, { kept: number; lowered: number }> => {
    const found = new Map<string, { kept: number; lowered: number }>();
    for (const page of pages) {
      const entry = found.get(groupOf(page.file)) ?? { kept: 0, lowered: 0 };
      found.set(groupOf(page.file), entry);
      const headings = page.headings.map(({ text }) => spelt(text)).filter((text) => /\p{Lu}/u.test(text));
      const lowered = new Set(headings.map((text) => text.toLowerCase()));
      for (const { target, form } of page.links) {
        if (form === 'reference' || !target?.startsWith('#')) continue;
        const fragment = spelt(target);
        if (headings.includes(fragment)) entry.kept += 1;
        else if (lowered.has(fragment)) entry.lowered += 1;
      }
    }
    return found;
  };
  return (file) => {
    counts ??= count();
    const entry = counts.get(groupOf(file));
    return entry !== undefined && entry.kept >= enough && entry.kept > 2 * entry.lowered;
  };
}
