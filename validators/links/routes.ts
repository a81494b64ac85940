import { nearest } from '../../src/config/nearest.ts';
import type { Page } from '../../src/docs/page.ts';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import type { CustomRoute, Site, SiteFolder } from '../../src/workspace/site.ts';
import { parseAddress } from './address.ts';
import { nearestId } from './nearest-id.ts';
import { type RouteFrontmatter, routeOf } from './route-names.ts';
import { cleanPath } from './site-address.ts';

/** What stands at an address of a site. */
export interface RouteTarget {
  readonly route: string;
  /** POSIX path of the file that makes the page. */
  readonly file: string;
  /** The page, when it is one of those under check. */
  readonly page?: Page | undefined;
  readonly kind: 'page' | 'custom' | 'redirect';
  readonly draft: boolean;
  /** Where a redirect leads, as it is written. */
  readonly to?: string | undefined;
  /** The folder of the translation that lacks the page, so that the default one is shown in its place. */
  readonly fallback?: string | undefined;
}

/** The way that a browser is sent by redirects. */
export interface RedirectWay {
  /** The addresses on it, from the first to the last that is known. */
  readonly routes: readonly string[];
  /** Where it ends; `undefined` when it leads out of the site, nowhere that is known, or round and round. */
  readonly end?: RouteTarget | undefined;
  readonly isLoop: boolean;
  /** What stands after the last `#` on it: a browser carries its own fragment along only when there is none. */
  readonly fragment?: string | undefined;
}

/** Every address of one site that can be told without running its generator. */
export interface RouteTable {
  readonly site: Site;
  find(route: string): RouteTarget | undefined;
  /** Every step of the way from a redirect to what it ends at, itself included. */
  follow(target: RouteTarget): RedirectWay;
  /** The address as it is spelt when only its case differs. */
  differingCase(route: string): string | undefined;
  /** The address of a page of the site. */
  routeOf(file: string): string | undefined;
  /** The folder that a page of the site stands in. */
  folderOf(file: string): SiteFolder | undefined;
  /** Why an address that is not in the table may exist all the same. */
  perhaps(route: string): string | undefined;
  /** Whether the site has other pages in the same folder of addresses. */
  knowsPart(route: string): boolean;
  /** The address that was probably meant. */
  nearest(route: string): string | undefined;
}

const isPage = (path: string): boolean => /\.(mdx?|markdown|mdoc)$/i.test(path);

/** The few lines of frontmatter that decide an address, for a file that is not under check. */
function frontmatterOf(files: FileIndex, file: string): RouteFrontmatter & { draft?: unknown } {
  const text = files.read(file);
  const block = text === undefined ? undefined : /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1];
  if (block === undefined) return {};
  const value = (key: string): string | undefined =>
    new RegExp(`^${key}:[ \\t]*(?:"([^"]*)"|'([^']*)'|([^\\s#][^\\r\\n]*?))[ \\t]*$`, 'm')
      .exec(block)
      ?.slice(1)
      .find(Boolean);
  return { slug: value('slug'), id: value('id'), draft: value('draft') === 'true' };
}

/** Turns `/a/[x]/[...rest]` into a pattern, and tells the part before the first hole. */
function compile({ route, file }: CustomRoute): { pattern: RegExp; prefix: string; rest: boolean; file: string } {
  const source = route
    .split('/')
    .slice(1)
    .map((segment) => {
      if (/^\[\.\.\.[^\]]*\]$/.test(segment)) return '(?:/.*)?';
      const literal = segment.replace(/\[[^\]]*\]/g, '\u0000').replace(/[.*+?^${}()|\\]/g, '\\$&');
      return `/${literal.replaceAll('\u0000', '[^/]+')}`;
    })
    .join('');
  const prefix = route.slice(0, route.indexOf('[')).replace(/\/[^/]*$/, '');
  return { pattern: new RegExp(`^${source}$`), prefix, rest: /\[\.\.\.[^\]]*\]$/.test(route), file };
}

/** Builds the table of a site. The deepest folder that holds a page takes it. */
export function createRouteTable(site: Site, files: FileIndex, pages: ReadonlyMap<string, Page>): RouteTable {
  const routes = new Map<string, RouteTarget>();
  const byFile = new Map<string, { route: string | undefined; folder: SiteFolder }>();
  const folders = [...site.folders].sort((a, b) => b.folder.length - a.folder.length);
  const dynamic = site.customRoutes.filter(({ route }) => route.includes('[')).map(compile);

  const markdown = files.paths.filter(isPage);
  for (const folder of folders) {
    const prefix = folder.folder === '' ? '' : `${folder.folder}/`;
    for (const file of markdown) {
      if (!file.startsWith(prefix) || byFile.has(file)) continue;
      const path = file.slice(prefix.length);
      // At the project's own folder stand files for those who work on it, which no site means to publish.
      if (folder.folder === site.root && /^[A-Z][A-Z_-]+\.md$/.test(path)) continue;
      const page = pages.get(file);
      const frontmatter = page?.frontmatter ?? (folder.routed ? frontmatterOf(files, file) : {});
      const route = folder.routed ? routeOf(site, folder, path, frontmatter) : undefined;
      byFile.set(file, { route, folder });
      if (route === undefined) continue;
      if (route.includes('[') && site.framework === 'vitepress') dynamic.push(compile({ route, file }));
      else if (!routes.has(route)) {
        const draft = 'draft' in frontmatter && frontmatter.draft === true;
        routes.set(route, { route, file, page, kind: 'page', draft });
      }
    }
  }
  for (const { route, file } of site.customRoutes) {
    if (!route.includes('[') && !routes.has(route)) routes.set(route, { route, file, kind: 'custom', draft: false });
  }
  for (const [route, { to, place }] of site.redirects) {
    const file = place?.file ?? site.configFile;
    if (route.includes('[')) dynamic.push(compile({ route, file }));
    else if (!routes.has(route)) routes.set(route, { route, file, kind: 'redirect', draft: false, to });
  }

  // A catch-all that stands where a folder of pages is published is what renders those pages.
  const renders = new Set(site.folders.filter(({ routed }) => routed).map(({ route }) => route));
  const inventing = dynamic.filter(
    ({ prefix, file }) => !(site.framework === 'fumadocs' && renders.has(prefix) && !file.endsWith('.config.ts')),
  );
  let begins: Set<string> | undefined;
  const beginnings = (): Set<string> => {
    if (!begins) {
      begins = new Set();
      for (const target of routes.values()) {
        if (target.kind !== 'page') continue;
        for (let at = target.route.indexOf('/', 1); at > 0; at = target.route.indexOf('/', at + 1)) {
          begins.add(target.route.slice(0, at));
        }
      }
    }
    return begins;
  };
  const firstBelow = (route: string, prefix: string): string => {
    const end = route.indexOf('/', prefix.length + 1);
    return end < 0 ? route : route.slice(0, end);
  };

  const { locales, defaultLocale } = site;
  const fallback = (route: string): RouteTarget | undefined => {
    if ((site.framework !== 'starlight' && site.framework !== 'docusaurus') || locales.length === 0) return undefined;
    const [, first = '', ...rest] = route.split('/');
    if (!locales.includes(first) || first === defaultLocale) return undefined;
    // Docusaurus publishes every page in every language, the default one at the root.
    const isAtRoot = defaultLocale === 'root' || site.framework === 'docusaurus';
    const original = isAtRoot ? `/${rest.join('/')}` : `/${[defaultLocale, ...rest].join('/')}`;
    const target = routes.get(original.replace(/(.)\/$/, '$1'));
    return target && { ...target, route, fallback: first };
  };

  const find = (route: string): RouteTarget | undefined => routes.get(route) ?? fallback(route);
  /** The route that a redirect leads to, with the base or without; `undefined` for one that is no address of the site. */
  const goalOf = (to: string): { route: string; fragment: string | undefined } | undefined => {
    const address = parseAddress(to);
    if (address.kind !== 'internal' || !address.path.startsWith('/')) return undefined;
    const { path, fragment } = address;
    const { base } = site;
    const isBelow = base !== '' && (path === base || path.startsWith(`${base}/`));
    return { route: cleanPath(isBelow ? path.slice(base.length) : path), fragment };
  };

  let folded: Map<string, string> | undefined;
  const fold = (text: string): string => text.normalize('NFC').toLowerCase();
  return {
    site,
    find,
    follow(start) {
      const seen: string[] = [];
      let fragment: string | undefined;
      let target: RouteTarget | undefined = start;
      while (target?.kind === 'redirect') {
        if (seen.includes(target.route)) return { routes: [...seen, target.route], isLoop: true };
        seen.push(target.route);
        const goal = goalOf(target.to ?? '');
        if (!goal) return { routes: seen, isLoop: false };
        // A redirect that only adds or takes the slash is the host's to tell from a loop.
        if (goal.route === target.route && target.to !== target.route) return { routes: seen, isLoop: false };
        fragment = goal.fragment ?? fragment;
        target = find(goal.route);
        if (!target) return { routes: [...seen, goal.route], isLoop: false };
      }
      return { routes: target ? [...seen, target.route] : seen, end: target, isLoop: false, fragment };
    },
    differingCase(route) {
      folded ??= new Map([...routes.keys()].map((known) => [fold(known), known]));
      const known = folded.get(fold(route));
      return known === route ? undefined : known;
    },
    routeOf: (file) => byFile.get(file)?.route,
    folderOf: (file) => byFile.get(file)?.folder,
    perhaps(route) {
      for (const { pattern, prefix, rest, file } of inventing) {
        if (!pattern.test(route)) continue;
        if (rest && beginnings().has(firstBelow(route, prefix))) continue;
        return `${file} may make its page`;
      }
      const [generator] = site.generators;
      if (generator !== undefined && !beginnings().has(firstBelow(route, ''))) return `${generator} may make its page`;
      // A plugin that is named after a folder lists what is in it, whoever wrote that.
      const [, folder = '', second = ''] = route.split('/');
      const named = site.generators.find(
        (name) => folder.length > 2 && name.toLowerCase().includes(folder.toLowerCase()),
      );
      if (named !== undefined && /^(tags?|authors?|archives?|page|\d+|)$/.test(second))
        return `${named} may make its page`;
      return undefined;
    },
    knowsPart(route) {
      const clean = route.replace(/\/$/, '');
      const folder = clean.slice(0, clean.lastIndexOf('/'));
      return folder !== '' && beginnings().has(folder) && !site.folders.some((known) => known.route === clean);
    },
    nearest(route) {
      const cut = route.lastIndexOf('/');
      const parent = route.slice(0, cut + 1);
      const last = route.slice(cut + 1);
      const lastOf = (other: string): string => other.slice(other.lastIndexOf('/') + 1);
      const known = [...routes.keys()];
      const siblings = known.filter((other) => other.startsWith(parent) && !other.includes('/', cut + 1));
      const sibling = nearestId(last, siblings.map(lastOf));
      if (sibling !== undefined) return parent + sibling;
      const sameName = last.length > 2 ? known.filter((other) => lastOf(other) === last) : [];
      if (sameName.length > 0) return sameName.length === 1 ? sameName[0] : nearest(route, sameName);
      const close = nearest(route, known);
      return close !== undefined && nearestId(last, [lastOf(close)]) !== undefined ? close : undefined;
    },
  };
}
