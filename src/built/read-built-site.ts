import type { FileSystem } from '../workspace/file-system.ts';
import type { BuiltPage, BuiltSite } from './built-site.ts';
import { createIntern, readHtml, readSvgIds } from './read-html.ts';
import { readRedirects } from './read-redirects.ts';
import { readRobots, readSitemap } from './read-sitemap.ts';

const decoder = new TextDecoder('utf-8');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Folders that stand in what generators make and are never served. */
const neverServed = new Set(['node_modules', '.git']);

/** Every file below a folder. Links to folders are not followed: one that leads above itself would never end. */
function listFiles(fileSystem: FileSystem, folder: string): string[] {
  const found: string[] = [];
  const visit = (prefix: string): void => {
    let entries: ReturnType<FileSystem['list']>;
    try {
      entries = fileSystem.list(prefix === '' ? folder : `${folder}/${prefix.slice(0, -1)}`);
    } catch (error) {
      if (prefix === '') throw error;
      return;
    }
    for (const { name, kind } of entries) {
      const real = kind === 'link' ? fileSystem.kind(`${folder}/${prefix}${name}`) : kind;
      if (real === 'file') found.push(prefix + name);
      else if (kind === 'directory' && !neverServed.has(name)) visit(`${prefix}${name}/`);
    }
  };
  visit('');
  return found.sort(compare);
}

/**
 * Reads a built site: each HTML file once, and what the host of the site reads beside them.
 *
 * @param absolute the folder on the disk. Throws the system's error when it cannot be listed.
 * @param folder the same folder relative to the root of the workspace, for findings.
 */
export function readBuiltSite(fileSystem: FileSystem, absolute: string, folder: string): BuiltSite {
  const paths = listFiles(fileSystem, absolute);
  const files = new Set(paths);
  const read = (path: string): string | undefined => {
    try {
      return decoder.decode(fileSystem.readFile(`${absolute}/${path}`));
    } catch {
      return undefined;
    }
  };
  const intern = createIntern();
  const pages: BuiltPage[] = [];
  const unreadable: string[] = [];
  for (const file of paths) {
    if (!/\.html?$/i.test(file)) continue;
    const text = read(file);
    if (text === undefined) unreadable.push(file);
    else pages.push({ file, ...readHtml(text, intern) });
  }
  const svgs = new Map<string, ReadonlySet<string> | undefined>();
  return {
    folder,
    files,
    pages,
    unreadable,
    redirects: files.has('_redirects') ? readRedirects(read('_redirects') ?? '') : [],
    sitemap: paths.flatMap((file) => {
      if (/^sitemap[^/]*\.xml$/i.test(file)) return readSitemap(file, read(file) ?? '');
      return file === 'robots.txt' ? readRobots(file, read(file) ?? '') : [];
    }),
    idsOfSvg(file) {
      if (!svgs.has(file)) {
        const text = files.has(file) ? read(file) : undefined;
        svgs.set(file, text === undefined ? undefined : readSvgIds(text));
      }
      return svgs.get(file);
    },
  };
}
