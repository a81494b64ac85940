import type { BuiltPage, BuiltSite } from '../../src/built/built-site.ts';
import { nearest } from '../../src/config/nearest.ts';
import { directoryOf, nameOf } from '../../src/workspace/path.ts';
import { candidatesAt, cleanPath, fileAt, pathOf } from './files.ts';

/** Finds what stands at addresses of a built site. Addresses are decoded, and count from its folder. */
export interface Lookup {
  /** The file that a web server would answer with. */
  file(path: string): string | undefined;
  /** The page that is a file. */
  page(file: string): BuiltPage | undefined;
  /** The file that is meant when only case or the composition of accents differs. */
  differing(path: string): string | undefined;
  /** The address of a page that was probably meant. */
  nearestPage(path: string): string | undefined;
  /** The address of a file that was probably meant. */
  nearestFile(path: string): string | undefined;
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** The one that was probably meant: a neighbour, the same name elsewhere, or what is spelt alike. */
function nearestAddress(wanted: string, known: readonly string[]): string | undefined {
  const parent = directoryOf(wanted);
  const name = nameOf(wanted);
  const siblings = known.filter((other) => directoryOf(other) === parent && other !== wanted);
  const sibling = nearest(name, siblings.map(nameOf));
  if (sibling !== undefined) return `${parent}/${sibling}`;
  const sameName = name.length > 2 ? known.filter((other) => nameOf(other) === name) : [];
  if (sameName.length > 0) return sameName.length === 1 ? sameName[0] : nearest(wanted, sameName);
  const close = nearest(wanted, known);
  return close !== undefined && nearest(name, [nameOf(close)]) !== undefined ? close : undefined;
}

/** Makes a {@link Lookup}. What only a fault needs is made with the first fault. */
export function createLookup(built: BuiltSite): Lookup {
  const pages = new Map(built.pages.map((page) => [page.file, page]));
  let folded: Map<string, string> | undefined;
  let routes: Map<string, string> | undefined;
  let addresses: readonly string[] | undefined;
  return {
    file: (path) => fileAt(built, path),
    page: (file) => pages.get(file),
    differing(path) {
      folded ??= new Map([...built.files].map((file) => [fold(file), file]));
      for (const candidate of candidatesAt(path)) {
        const file = folded.get(fold(candidate));
        if (file !== undefined) return file;
      }
      return undefined;
    },
    nearestPage(path) {
      routes ??= new Map(built.pages.map(({ file }) => [cleanPath(pathOf(file)), pathOf(file)]));
      const found = nearestAddress(cleanPath(path), [...routes.keys()]);
      return found === undefined ? undefined : routes.get(found);
    },
    nearestFile(path) {
      addresses ??= [...built.files].filter((file) => !/\.html?$/i.test(file)).map((file) => `/${file}`);
      return nearestAddress(path, addresses);
    },
  };
}
