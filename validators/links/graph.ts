import type { Link, Page } from '../../src/docs/page.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { createAddedSections } from './added-sections.ts';
import { parseAddress } from './address.ts';
import { createAnchorIndex } from './anchors.ts';
import { isContributorMark } from './contributors.ts';
import { createKeepsCase, createLinksByFile } from './convention.ts';
import { createUnlisted } from './ignored.ts';
import { type LearnedRoutes, learnRoutes } from './learned-routes.ts';
import { createNamedByRouters } from './named-by-routers.ts';
import { createNamedByScripts } from './named-by-scripts.ts';
import { createNearestFile } from './nearest-file.ts';
import { createPublishedOtherwise } from './other-generators.ts';
import { createRecogniseOwn, repositoryOf } from './own-addresses.ts';
import { resolveOwnAddress } from './own-view.ts';
import { createInclusions } from './partials.ts';
import { resolveInRepository } from './repository-view.ts';
import {
  bad,
  good,
  type LinkGraph,
  type PageView,
  type Resolution,
  type SiteView,
  unverifiable,
} from './resolution.ts';
import { createRouteTable, type RouteTable } from './routes.ts';
import { cleanPath, publicFile } from './site-address.ts';
import { resolveOnSite } from './site-view.ts';
import { createTakenByComments } from './taken-by-comments.ts';

/** Frontmatter that only a site reads. */
const siteKeys = [
  'title',
  'sidebar_label',
  'sidebar_position',
  'layout',
  'permalink',
  'nav',
  'nav_order',
  'id',
  'slug',
];
const docsFolder = /(^|\/)(docs?|docs?[_-][^/]+|[^/]+[_-]docs([_-][^/]+)?|documentation|guides?)\//i;

/** Folders that hold the source of a site rather than files to be read where they are. */
const siteFolder = /(^|\/)(website|site|www|content|pages|docs?[_-](app|site|web|website)|[^/]+\.(dev|io|com|org))\//i;

/** Pages that are read where they stand, wherever that is. */
const isForReaders = /(^|\/)(readme|contributing|changelog)[^/]*$/i;

const isLoose = (page: Page | undefined, file: string): boolean => {
  if (isForReaders.test(file)) return false;
  if (siteFolder.test(file) || /\.mdx$/i.test(file)) return true;
  // Numbers in front of names are an order that only a site knows how to read.
  const isNumbered = /(^|\/)\d+\.[\p{L}-]+\//u.test(file);
  const hasKey = page !== undefined && siteKeys.some((key) => Object.hasOwn(page.frontmatter, key));
  return docsFolder.test(file) && (isNumbered || hasKey);
};

const asSeenOn = (table: RouteTable): SiteView => {
  const { headingIds, customHeadingIds } = table.site;
  return { kind: 'site', table, anchors: { style: headingIds, customIds: customHeadingIds } };
};

/** Puts together what the links of a workspace are resolved against. Costs little until links are resolved. */
export function createLinkGraph(workspace: Workspace, allPages: readonly Page[]): LinkGraph {
  const { files } = workspace;
  const pages = new Map(allPages.map((page) => [page.file, page]));
  const tables = workspace.sites.map((site) => createRouteTable(site, files, pages));
  const views = new Map<string, PageView>();

  const findView = (file: string): PageView => {
    let best: { table: RouteTable; depth: number } | undefined;
    for (const table of tables) {
      const folder = table.folderOf(file);
      if (folder && (!best || folder.folder.length > best.depth)) best = { table, depth: folder.folder.length };
    }
    if (best) return asSeenOn(best.table);
    if (!isForReaders.test(file)) {
      // A part of pages is shown where they are.
      const table = graph
        .takersOf(file)
        .flatMap((taker) => tables.find((known) => known.folderOf(taker.file)) ?? [])[0];
      if (table) return asSeenOn(table);
    }
    // What stands in the project of a site, and in none of its folders, may reach it by a way that is not known.
    const inSite = workspace.sites.some(({ root }) => root !== '' && file.startsWith(`${root}/`));
    const loose = publishedOtherwise(file) || isLoose(pages.get(file), file) || (inSite && !isForReaders.test(file));
    const style = !loose ? 'github' : keepsCase(file) ? 'unknown' : 'any';
    return { kind: 'repository', loose, isPart: loose && inSite, anchors: { style, customIds: loose } };
  };

  const inclusionsOf = createInclusions(files);
  const keepsCase = createKeepsCase(allPages);
  const publishedOtherwise = createPublishedOtherwise(files);
  let takers: Map<string, Page[]> | undefined;
  let learned: { readonly routes: LearnedRoutes | undefined } | undefined;
  const graph: LinkGraph = {
    files,
    pages,
    anchors: createAnchorIndex(inclusionsOf, pages),
    unlisted: createUnlisted(files),
    nearestFile: createNearestFile(files),
    addedSections: createAddedSections(files),
    namedByScripts: createNamedByScripts(files),
    takenByComments: createTakenByComments(files),
    namedByRouters: createNamedByRouters(files),
    recogniseOwn: createRecogniseOwn(workspace),
    urlOnGithub(file) {
      const repository = repositoryOf(workspace);
      return repository && `https://github.com/${repository}/blob/HEAD/${encodeURI(file)}`;
    },
    servedAt(path) {
      for (const { site, find } of tables) {
        const { base } = site;
        const isBelow = base !== '' && (path === base || path.startsWith(`${base}/`));
        const route = isBelow ? path.slice(base.length) : path;
        const page = find(cleanPath(route));
        const file = page?.kind === 'page' && !page.draft ? page.file : publicFile(files, site, route);
        if (file !== undefined) return file;
      }
      return undefined;
    },
    linksByFile: createLinksByFile(files, allPages),
    takersOf(file) {
      if (!takers) {
        takers = new Map();
        for (const page of allPages) {
          for (const part of inclusionsOf(page).partials) takers.set(part, [...(takers.get(part) ?? []), page]);
        }
      }
      return takers.get(file) ?? [];
    },
    viewOf(file) {
      const view = views.get(file) ?? findView(file);
      views.set(file, view);
      return view;
    },
    siteView(site) {
      const table = tables.find((known) => known.site === site);
      return table && asSeenOn(table);
    },
    learnedRoutes() {
      learned ??= {
        routes: learnRoutes(
          allPages.filter(({ file }) => {
            const view = graph.viewOf(file);
            return view.kind === 'repository' && view.loose;
          }),
          files.paths,
        ),
      };
      return learned.routes;
    },
    endsSomewhere(path) {
      const end = `/${path.replace(/^(\.{0,2}\/)+/, '').replace(/\/$/, '')}`;
      const endings = [end, `${end}.md`, `${end}.mdx`, `${end}/index.md`, `${end}/index.mdx`];
      const folder = /\.\w+$/.test(end) ? undefined : `${end}/`;
      return files.paths.some(
        (known) => endings.some((ending) => known.endsWith(ending)) || (folder !== undefined && known.includes(folder)),
      );
    },
  };
  return graph;
}

const template = /\.(template|example|sample)\.mdx?$|(^|[/_-])template\.mdx?$/i;

/** Holes of template languages, and what authors write for an address that the reader is to fill in. */
const isPlaceholder = /^(\.{3,}|…|\$\w+|<.*>|\{.*\}|%[A-Z_]+%.*)$|\{\{|\{%|\$\{/;

/** Resolves one link of a page. A page that is a copy of another is believed only where that one is wrong too. */
export function resolveLink(graph: LinkGraph, page: Page, link: Link, original?: Page): Resolution {
  const resolution = resolveAt(graph, page, link);
  if (resolution.problems.length > 0 && isContributorMark(page, link)) return contributorMark;
  if (!original || resolution.problems.length === 0 || resolveAt(graph, original, link).problems.length > 0) {
    return resolution;
  }
  return unverifiable(`its page is a copy of ${original.file}, where it works`);
}

const contributorMark: Resolution = {
  result: { state: 'not-applicable', reason: 'a mark in a list of contributors that a program keeps' },
  problems: [],
};

const external: Resolution = { result: { state: 'skipped', reason: 'external links are not checked' }, problems: [] };

/** Whether a link leads out of the workspace. */
export const isExternal = (resolution: Resolution): boolean => resolution === external;

function resolveAt(graph: LinkGraph, page: Page, link: Link): Resolution {
  if (template.test(page.file)) {
    return { result: { state: 'skipped', reason: 'its page is a template to be filled in' }, problems: [] };
  }
  if (link.target === undefined) return unverifiable('its destination is computed');
  if (isPlaceholder.test(link.target)) return unverifiable('its destination is a placeholder');
  const view = graph.viewOf(page.file);
  // Docusaurus leaves what follows this scheme to the host: https://docusaurus.io/docs/advanced/routing#escaping-from-spa-redirects
  const isEscaped = view.kind === 'site' && view.table.site.framework === 'docusaurus';
  const escaped = isEscaped ? /^pathname:\/\/(?=\/)/.exec(link.target)?.[0] : undefined;
  const address = parseAddress(link.target.slice(escaped?.length ?? 0));
  if (escaped !== undefined && address.kind === 'internal' && view.kind === 'site') {
    const { site } = view.table;
    const path = address.path.startsWith(`${site.base}/`) ? address.path.slice(site.base.length) : address.path;
    const served = publicFile(graph.files, site, path) ?? view.table.find(cleanPath(path));
    return served === undefined ? unverifiable('the host of the site makes what stands there') : good;
  }
  switch (address.kind) {
    case 'malformed':
      return bad({ kind: 'malformed-url', detail: address.detail });
    case 'other':
      return { result: { state: 'not-applicable', reason: address.reason }, problems: [] };
    case 'external': {
      const own = graph.recogniseOwn(link.target);
      return (own && resolveOwnAddress(graph, page, link, own)) ?? external;
    }
  }
  if (view.kind === 'site') return resolveOnSite(graph, view, page, link, address);
  if (link.form === 'frontmatter') return unverifiable('what reads the frontmatter is not in the workspace');
  const resolution = resolveInRepository(graph, view, page, link, address);
  const source = resolution.problems.length === 0 ? undefined : graph.takenByComments(page.file);
  return source === undefined ? resolution : unverifiable(`${source} takes its page into its comments`);
}
