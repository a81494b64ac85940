import type { FileSystem } from '../workspace/file-system.ts';
import type { BuiltPage, BuiltSheet, BuiltSite } from './built-site.ts';
import { createIntern, readHtml, readSheet, readSvgIds } from './read-html.ts';
import { readRedirects } from './read-redirects.ts';
import { readRobots, readSitemap } from './read-sitemap.ts';

const strictly = new TextDecoder('utf-8', { fatal: true });
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Folders that stand in what generators make and are never served. */
const neverServed = new Set(['node_modules', '.git']);

interface Decoded {
  readonly text: string;
  /** Whether every byte had a meaning. */
  readonly isWhole: boolean;
}

/** Decodes a file as a browser does that is told nothing else: by its byte order mark, else as UTF-8. */
function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), isWhole: true };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), isWhole: true };
  try {
    return { text: strictly.decode(bytes), isWhole: true };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), isWhole: false };
  }
}

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
  const readFile = (path: string): Decoded | undefined => {
    try {
      return decode(fileSystem.readFile(`${absolute}/${path}`));
    } catch {
      return undefined;
    }
  };
  const read = (path: string): string | undefined => readFile(path)?.text;
  const intern = createIntern();
  const pages: BuiltPage[] = [];
  const sheets: BuiltSheet[] = [];
  const unreadable: string[] = [];
  const misencoded: string[] = [];
  for (const file of paths) {
    if (/\.css$/i.test(file)) {
      const links = readSheet(read(file) ?? '', intern);
      if (links.length > 0) sheets.push({ file, links });
    } else if (/\.html?$/i.test(file)) {
      const html = readFile(file);
      if (!html) unreadable.push(file);
      else pages.push({ file, ...readHtml(html.text, intern) });
      if (html?.isWhole === false) misencoded.push(file);
    }
  }
  const svgs = new Map<string, ReadonlySet<string> | undefined>();
  return {
    folder,
    files,
    pages,
    sheets,
    unreadable,
    misencoded,
    redirects: files.has('_redirects') ? readRedirects(read('_redirects') ?? '') : [],
    sitemap: paths.flatMap((file) => {
      if (/(^|\/)sitemaps?([^/]*|\/[^/]*)\.xml$/i.test(file)) return readSitemap(file, read(file) ?? '');
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
