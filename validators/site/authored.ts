import type { BuiltFile, BuiltSite } from '../../src/built/built-site.ts';
import type { Link, Page } from '../../src/docs/page.ts';
import { directoryOf, joinInside } from '../../src/workspace/path.ts';
import type { Site } from '../../src/workspace/site.ts';
import { createSourceText, type Location } from '../../src/workspace/source-text.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { createRouteTable, type RouteTable, type RouteTarget } from '../links/routes.ts';
import { decoded, type ReadAddress } from './addresses.ts';
import { cleanPath, pathOf } from './files.ts';
import { learnPages } from './learned-pages.ts';

/** Leads from what was built back to what somebody wrote. */
export interface Authored {
  /** The site of the workspace that was built, when one of them fits. */
  readonly site: Site | undefined;
  readonly table: RouteTable | undefined;
  /** POSIX path of the file that a built page was made of. */
  fileOf(page: BuiltFile): string | undefined;
  /** The same as a page under check. */
  pageOf(page: BuiltFile): Page | undefined;
  /** POSIX path of the file that a built file is a copy of. */
  copyOf(file: string): string | undefined;
}

/** How addresses of one table are found in the built folder: some generators put the base into the folder too. */
interface Fit {
  readonly table: RouteTable;
  readonly prefix: string;
}

const routeIn = ({ prefix }: Fit, file: string): string | undefined => {
  const path = cleanPath(pathOf(file));
  if (prefix === '') return path;
  return path === prefix || path.startsWith(`${prefix}/`) ? path.slice(prefix.length) || '/' : undefined;
};

const targetIn = (fit: Fit, file: string): RouteTarget | undefined => {
  const route = routeIn(fit, file);
  return route === undefined ? undefined : fit.table.find(route);
};

/** Finds the site of the workspace whose addresses the built pages have. */
function bestFit(workspace: Workspace, pages: ReadonlyMap<string, Page>, built: BuiltSite): Fit | undefined {
  let best: Fit | undefined;
  let most = 0;
  for (const site of workspace.sites) {
    const table = createRouteTable(site, workspace.files, pages);
    for (const prefix of site.base === '' ? [''] : ['', site.base]) {
      const fit = { table, prefix };
      const count = built.pages.filter(({ file }) => targetIn(fit, file) !== undefined).length;
      if (count > most) [best, most] = [fit, count];
    }
  }
  return best;
}

/** Finds out which pages of the workspace the built ones were made of. */
export function findAuthored(workspace: Workspace, allPages: readonly Page[], built: BuiltSite): Authored {
  const pages = new Map(allPages.map((page) => [page.file, page]));
  const fit = bestFit(workspace, pages, built);
  const learned = fit ? undefined : learnPages(allPages, built.pages);
  const fileOf = ({ file }: BuiltFile): string | undefined =>
    fit ? (targetIn(fit, file)?.file ?? copyOf(file)) : learned?.get(file);
  const copyOf = (file: string): string | undefined =>
    fit?.table.site.publicFolders
      .map((folder) => joinInside(folder, file))
      .find((path) => path !== undefined && workspace.files.has(path));
  return {
    // With the base in the folder, addresses count from the folder's own root.
    site: fit && (fit.prefix === '' ? fit.table.site : { ...fit.table.site, base: '' }),
    table: fit?.table,
    fileOf,
    pageOf(page) {
      const file = fileOf(page);
      return file === undefined ? undefined : pages.get(file);
    },
    copyOf,
  };
}

/** A name for where an address leads, the same for every way to write it. */
export type KeyOf = (page: BuiltFile, target: string) => string | undefined;

export const createKeyOf =
  (readAddress: ReadAddress): KeyOf =>
  (page, target) => {
    const address = readAddress(page, target);
    if (address.kind === 'malformed') return target;
    if (address.kind !== 'internal' && address.kind !== 'outside') return undefined;
    return `${cleanPath(address.path)}#${decoded(address.fragment)}`;
  };

/** The links of an authored page by where they lead on its built page. What is wrong with a reference stands at its definition. */
export function linksByKey(
  { table }: Authored,
  source: Page,
  page: BuiltFile,
  keyOf: KeyOf,
): ReadonlyMap<string, readonly Link[]> {
  const found = new Map<string, Link[]>();
  const add = (key: string | undefined, link: Link): void => {
    if (key === undefined) return;
    const list = found.get(key);
    if (!list) found.set(key, [link]);
    else if (!list.includes(link)) list.push(link);
  };
  for (const link of source.links) {
    if (link.target === undefined || link.form === 'reference') continue;
    add(keyOf(page, link.target), link);
    const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(link.target) ?? [];
    if (!/\.mdx?$/i.test(path) || path.startsWith('/')) continue;
    const file = joinInside(directoryOf(source.file), decoded(path));
    const route = file === undefined ? undefined : table?.routeOf(file);
    if (route !== undefined) add(`${route}#${decoded(fragment)}`, link);
  }
  return found;
}

/** Where the config of the site itself names an address. */
export function navigationByKey(
  { site }: Authored,
  workspace: Workspace,
  page: BuiltFile,
  keyOf: KeyOf,
): ReadonlyMap<string, Location> {
  const found = new Map<string, Location>();
  const text = site && site.navigation.length > 0 ? workspace.files.read(site.configFile) : undefined;
  if (!site || text === undefined) return found;
  const source = createSourceText(site.configFile, text);
  for (const { kind, target, start, end } of site.navigation) {
    if (kind === 'folder') continue;
    const written = kind === 'page' ? `/${target.replace(/(^|\/)index$/, '$1')}` : target;
    // Generators put the base in front of these.
    for (const spelling of written.startsWith('/') ? [written, `${site.base}${written}`] : [written]) {
      const key = keyOf(page, spelling);
      if (key !== undefined && !found.has(key)) found.set(key, source.locate(start, end));
    }
  }
  return found;
}
