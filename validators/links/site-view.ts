import type { Link, Page } from '../../src/docs/page.ts';
import { directoryOf, joinInside } from '../../src/workspace/path.ts';
import type { Address } from './address.ts';
import { missingImport, resolveImport } from './partials.ts';
import { checkFile } from './repository-view.ts';
import {
  bad,
  checkFragment,
  good,
  type LinkGraph,
  type Resolution,
  replaceTarget,
  type SiteView,
  unverifiable,
} from './resolution.ts';
import { cleanPath, hasExtension, isMarkdown, publicFile, relativeRoutes } from './site-address.ts';
import {
  besideFile,
  doubledBase,
  ignoredPage,
  missingFile,
  missingRoute,
  notOnSite,
  notPublished,
} from './site-missing.ts';
import { found } from './site-target.ts';

type Internal = Extract<Address, { kind: 'internal' }>;

/** Resolves a link of a page that a site publishes. */
export function resolveOnSite(
  graph: LinkGraph,
  view: SiteView,
  page: Page,
  link: Link,
  { path, fragment }: Internal,
): Resolution {
  const { table } = view;
  const { site } = table;
  if (path === '') return resolveOwnFragment(graph, view, page, link, fragment);
  const directory = directoryOf(page.file);
  const ownRoute = table.routeOf(page.file);
  const isAsset =
    link.form === 'image' ||
    ['src', 'srcset', 'srcSet', 'poster', 'data'].includes(link.element?.attribute ?? '') ||
    (link.form === 'frontmatter' && !isMarkdown(path) && hasExtension(path) && !/\.html?$/.test(path));

  if (site.framework === 'docusaurus' && path.startsWith('@site/')) {
    const file = joinInside(site.root, path.slice(6));
    if (file !== undefined && graph.files.has(file)) return checkFile(graph, link, file, fragment);
    return missingFile(graph, page, link, file ?? path, fragment);
  }
  if (/^[@~]/.test(path)) {
    const file = resolveImport(graph.files, page.file, path);
    if (file !== undefined) return checkFile(graph, link, file, fragment);
    const missing = isAsset ? missingImport(graph.files, page.file, path) : undefined;
    if (missing !== undefined) return missingFile(graph, page, link, missing, fragment);
    return unverifiable('only the bundler knows what its first sign stands for');
  }

  if (path.startsWith('/')) return resolveAbsolute(graph, view, page, link, path, fragment, isAsset);

  const file = joinInside(directory, path);
  const fileExists = file !== undefined && graph.files.has(file);
  if (isAsset) {
    if (fileExists) return good;
    // Bundlers take what Markdown shows from beside the file; plain HTML is left to the browser.
    const plain = link.form !== 'image' && site.framework !== 'vitepress' && ownRoute !== undefined;
    const routes = plain ? relativeRoutes(site, ownRoute, page.file, path) : [];
    if (routes.some((route) => publicFile(graph.files, site, route) !== undefined)) return good;
    if (publicFile(graph.files, site, path) !== undefined && link.form !== 'image')
      return unverifiable('it depends on the address of the page');
    // What a page imports must be there, whatever is made of it.
    const isImported = link.expression !== undefined && page.source.text.includes(`import ${link.expression} from`);
    if (
      link.form === 'jsx' &&
      !isImported &&
      !/^(img|source|video|audio|track|iframe)$/.test(link.element?.tag ?? '')
    ) {
      return unverifiable(`what <${link.element?.tag}> does with its address is not known`);
    }
    return missingFile(graph, page, link, file ?? path, fragment);
  }

  if (isMarkdown(path)) return resolveMarkdown(graph, view, page, link, path, file, fragment);
  if (ownRoute === undefined) {
    if (fileExists) return checkFile(graph, link, file, fragment);
    // A part of pages is shown at their addresses.
    const there = graph
      .takersOf(page.file)
      .filter((taker) => table.routeOf(taker.file) !== undefined)
      .map((taker) => resolveOnSite(graph, view, taker, link, { kind: 'internal', path, fragment }));
    const best = there.find(({ problems }) => problems.length === 0) ?? there[0];
    if (best) return best;
    return unverifiable('the address of its own page is not known');
  }
  if (site.framework === 'docusaurus' && fileExists) return good;
  const routes = relativeRoutes(site, ownRoute, page.file, path).map(cleanPath);
  for (const route of routes) {
    const target = table.find(route);
    if (target) return found(graph, view, page, link, target, path, fragment);
    if (publicFile(graph.files, site, route) !== undefined) return good;
  }
  // What stands beside the source is shown by GitHub and, where the site copies it, by the site.
  if (fileExists || (file !== undefined && graph.files.hasDirectory(file) && site.framework !== 'starlight')) {
    return unverifiable('it points at a file beside the page, which the site may copy');
  }
  const written =
    file === undefined
      ? undefined
      : ['.md', '.mdx', '/index.md', '/index.mdx']
          .map((ending) => file + ending)
          .find((known) => graph.files.has(known));
  if (written !== undefined) {
    const route = table.routeOf(written);
    if (route !== undefined) return besideFile(table, page, link, written, route, fragment);
  }
  const [route] = routes;
  if (route === undefined) return unverifiable(`it leads out of the site, whose addresses begin with ${site.base}`);
  return missingRoute(graph, table, link, route, fragment, file);
}

/** A link within its page. One in a part that other pages take in may lead to a section of theirs. */
function resolveOwnFragment(
  graph: LinkGraph,
  view: SiteView,
  page: Page,
  link: Link,
  fragment: string | undefined,
): Resolution {
  const own = checkFragment(graph, link, page, view.anchors, fragment, '');
  if (own.problems.length === 0) return own;
  const takers = graph.takersOf(page.file);
  const there = takers.find(
    (taker) => checkFragment(graph, link, taker, view.anchors, fragment, '').problems.length === 0,
  );
  if (there) return good;
  const isPart = page.file.split('/').some((segment) => segment.startsWith('_'));
  return isPart && takers.length === 0 ? unverifiable('no page that is known takes in its page') : own;
}

/**
 * Whether a file that a link of a published page leads to is left out by the site. VitePress and Docusaurus turn links to
 * the files that they publish into addresses, and no others; a plugin that is not known may do more.
 */
function leavesSite(graph: LinkGraph, { table }: SiteView, page: Page, file: string): boolean {
  const { site } = table;
  const isTold = site.markdownLinks === 'kept' || site.framework === 'vitepress' || site.framework === 'docusaurus';
  if (!isTold || site.generators.length > 0 || table.routeOf(page.file) === undefined) return false;
  return (
    graph.viewOf(file).kind === 'repository' && !site.publicFolders.some((folder) => file.startsWith(`${folder}/`))
  );
}

/** A link to a Markdown file, which most generators turn into the address of its page. */
function resolveMarkdown(
  graph: LinkGraph,
  view: SiteView,
  page: Page,
  link: Link,
  path: string,
  file: string | undefined,
  fragment: string | undefined,
): Resolution {
  const { table } = view;
  const { site } = table;
  const exists = file !== undefined && graph.files.has(file);
  if (exists) {
    const target = graph.pages.get(file);
    const route = table.routeOf(file);
    if (site.markdownLinks === 'kept' && route !== undefined) {
      return notOnSite(table, page, link, file, route, fragment);
    }
    if (leavesSite(graph, view, page, file)) return notPublished(graph, table, page, link, file, fragment);
    if (site.markdownLinks === 'kept' && graph.viewOf(file).kind === 'repository') {
      return unverifiable('it points at a file that the site does not publish');
    }
    if (!target)
      return fragment === undefined ? good : unverifiable('it names an anchor in a file that is no page under check');
    return checkFragment(graph, link, target, graph.viewOf(file).anchors, fragment, file);
  }
  // Docusaurus also looks in the folder of its content and of the site.
  if (site.framework === 'docusaurus') {
    const { folder, routed } = table.folderOf(page.file) ?? { folder: site.root, routed: true };
    // Translations stand in a folder for each version.
    const version = routed ? '' : page.file.slice(folder.length + 1).split('/')[0]!;
    for (const base of [joinInside(folder, version) ?? folder, site.root]) {
      const other = joinInside(base, path);
      if (other !== undefined && graph.files.has(other)) return checkFile(graph, link, other, fragment);
    }
  }
  const bare = path.replace(/\.[a-z]+$/i, '');
  const own = table.routeOf(page.file);
  // VitePress joins such a path with the address of the page, which cannot lead above the root of the site.
  if (site.framework === 'vitepress' && own !== undefined) {
    const [route] = relativeRoutes(site, own, page.file, bare);
    const target = route === undefined ? undefined : table.find(cleanPath(route));
    if (target) return found(graph, view, page, link, target, bare, fragment);
  }
  if (file === undefined) return unverifiable('it leads out of the repository');
  if (site.markdownLinks === 'perhaps' || site.markdownLinks === 'rewritten') {
    const other = ['.md', '.mdx'].find((ending) => graph.files.has(file.replace(/\.[a-z]+$/i, ending)));
    if (other !== undefined && (site.framework === 'starlight' || site.framework === 'astro')) {
      return unverifiable(`what rewrites links to files may take the page that ends in ${other}`);
    }
  }
  const reason = graph.unlisted.reason(file);
  if (reason !== undefined) return unverifiable(reason.reason);
  return missingFile(graph, page, link, file, fragment);
}

function resolveAbsolute(
  graph: LinkGraph,
  view: SiteView,
  page: Page,
  link: Link,
  written: string,
  fragment: string | undefined,
  isAsset: boolean,
): Resolution {
  const { table } = view;
  const { site } = table;
  const { base } = site;
  let path = written;
  const twice = isAsset ? undefined : doubledBase(table, link, written);
  if (twice) return bad(twice);
  // Docusaurus and VitePress put the base in front of what Markdown links to.
  const adds = site.framework === 'docusaurus' || site.framework === 'vitepress' || site.framework === 'fumadocs';
  if (base !== '' && !adds) {
    if (path === base || path.startsWith(`${base}/`)) path = path.slice(base.length) || '/';
    else {
      const known = table.find(cleanPath(path)) !== undefined || publicFile(graph.files, site, path) !== undefined;
      if (!known) return unverifiable(`it leads out of the site, whose addresses begin with ${base}`);
      const text = `${base}${link.target!}`;
      return bad({
        kind: 'missing-base',
        base,
        suggestion: text,
        fix: replaceTarget(link, text, `Begin with ${base}`),
      });
    }
  } else if (
    base !== '' &&
    (path === base || path.startsWith(`${base}/`)) &&
    table.find(cleanPath(path)) === undefined
  ) {
    path = path.slice(base.length) || '/';
  }
  const route = cleanPath(path);
  const served = table.find(route);
  // Code may make images and feeds too; the page of a Markdown file is neither.
  if (isAsset && served?.kind === 'custom') return good;
  const target = isAsset ? undefined : served;
  if (target) return found(graph, view, page, link, target, path, fragment);
  if (publicFile(graph.files, site, path) !== undefined) return good;
  if (isMarkdown(path) && !isAsset) {
    const folders = [table.folderOf(page.file)?.folder, ...site.folders.map(({ folder }) => folder), site.root];
    for (const folder of folders) {
      const file = folder === undefined ? undefined : joinInside(folder, path);
      if (file === undefined || !graph.files.has(file)) continue;
      const own = table.routeOf(file);
      if (site.markdownLinks === 'kept' && own !== undefined) {
        return notOnSite(table, page, link, file, own, fragment);
      }
      return checkFile(graph, link, file, fragment);
    }
    const bare = table.find(cleanPath(path.replace(/\.[a-z]+$/i, '')));
    if (bare) return unverifiable('the site may publish its pages as Markdown too');
  }
  if (isAsset || (hasExtension(path) && !/\.html?$/.test(path))) {
    const reason = table.perhaps(route) ?? (isAsset ? undefined : ignoredPage(graph, site, route));
    if (reason !== undefined) return unverifiable(reason);
    if (link.form === 'jsx' && !/^(img|source|video|audio|track|a)$/.test(link.element?.tag ?? '')) {
      return unverifiable(`what <${link.element?.tag}> does with its address is not known`);
    }
    // The bundlers of Astro and VitePress also take such a path from the project's folder.
    const inProject = joinInside(site.root, path);
    if (isAsset && inProject !== undefined && graph.files.has(inProject))
      return unverifiable('it may be taken from the project folder');
    const folder = site.publicFolders[0] ?? 'public';
    return missingFile(graph, page, link, joinInside(folder, path) ?? path, fragment, folder);
  }
  if (route === '/' || site.folders.some((folder) => folder.route === route)) {
    return unverifiable('what stands at the root of the site, or of its docs, may be made by its host');
  }
  return missingRoute(graph, table, link, route, fragment, undefined);
}
