import type { Link, Page } from '../../src/docs/page.ts';
import { directoryOf, joinInside, nameOf } from '../../src/workspace/path.ts';
import { computedRedirects, type Site } from '../../src/workspace/site.ts';
import { relativePath } from './relative.ts';
import { bad, type LinkGraph, type Resolution, replaceTarget, unverifiable } from './resolution.ts';
import type { RouteTable } from './routes.ts';
import {
  addressOf,
  assetBase,
  cleanPath,
  isMarkdown,
  publicAddress,
  relativeRoutes,
  writtenBase,
} from './site-address.ts';
import type { LinkProblem } from './subject.ts';

/** Where the browser looks for what a link of a page names, when the site leaves the link as it is. */
function lookedFor(table: RouteTable, page: Page, link: Link): string | undefined {
  const { site } = table;
  const own = table.routeOf(page.file);
  const path = (link.target ?? '').replace(/[?#].*$/, '');
  if (own === undefined || path.startsWith('/')) return undefined;
  const [route] = relativeRoutes(site, own, page.file, path);
  return route === undefined ? undefined : `${site.base}${route}`;
}

/** A link that GitHub follows to a file while the site has no such address. */
export function notOnSite(
  table: RouteTable,
  page: Page,
  link: Link,
  file: string,
  route: string,
  fragment: string | undefined,
): Resolution {
  const { site } = table;
  const suggestion = addressOf(site, link, route, fragment);
  return bad({
    kind: 'not-on-site',
    target: relativePath(directoryOf(page.file), file),
    lookedFor: site.markdownLinks === 'kept' ? lookedFor(table, page, link) : undefined,
    address: addressOf(site, link, route, undefined),
    suggestion,
    fix: replaceTarget(link, suggestion, `Write ${suggestion}`),
  });
}

/** A link that GitHub follows to a file that no folder of the site holds. */
export function notPublished(
  graph: LinkGraph,
  table: RouteTable,
  page: Page,
  link: Link,
  file: string,
  fragment: string | undefined,
): Resolution {
  const url = graph.urlOnGithub(file);
  return bad({
    kind: 'not-on-site',
    target: relativePath(directoryOf(page.file), file),
    lookedFor: table.site.markdownLinks === 'kept' ? lookedFor(table, page, link) : undefined,
    suggestion: url === undefined ? undefined : `${url}${fragment === undefined ? '' : `#${fragment}`}`,
    fix: [],
  });
}

/** A relative link without an ending that is resolved from the file by its author, and from the address by browsers. */
export function besideFile(
  table: RouteTable,
  page: Page,
  link: Link,
  file: string,
  route: string,
  fragment: string | undefined,
): Resolution {
  const suggestion = addressOf(table.site, link, route, fragment);
  const looked = lookedFor(table, page, link);
  const target = relativePath(directoryOf(page.file), file);
  return bad({
    kind: 'missing-page',
    suggestion,
    hint:
      looked === undefined
        ? ''
        : `: the browser looks at \`${looked}\`, and \`${target}\` is published at \`${addressOf(table.site, link, route, undefined)}\``,
    fix: replaceTarget(link, suggestion, `Write ${suggestion}`),
  });
}

export function missingFile(
  graph: LinkGraph,
  page: Page,
  link: Link,
  file: string,
  fragment: string | undefined,
  servedFrom?: string,
): Resolution {
  const reason = graph.unlisted.reason(file);
  if (reason !== undefined) return unverifiable(reason.reason);
  const view = graph.viewOf(page.file);
  const base = view.kind === 'site' ? assetBase(view.table.site, link) : '';
  const written = (path: string): string =>
    servedFrom !== undefined && path.startsWith(`${servedFrom}/`)
      ? base + path.slice(servedFrom.length)
      : relativePath(directoryOf(page.file), path);
  const actual = graph.files.differingCase(file);
  const rest = fragment === undefined ? '' : `#${fragment}`;
  if (actual !== undefined) {
    const text = written(actual) + rest;
    return bad({ kind: 'wrong-case', actual, fix: replaceTarget(link, encodeURI(text), `Write ${text}`) });
  }
  const meant = graph.nearestFile(file);
  const served = meant === undefined || view.kind !== 'site' ? undefined : publicAddress(view.table.site, meant);
  const shown = meant === undefined ? undefined : served === undefined ? written(meant) : base + served;
  return bad({
    kind: isMarkdown(file) ? 'missing-page' : 'missing-file',
    suggestion: shown === undefined ? undefined : shown + rest,
    hint: servedFrom === undefined ? '' : `; files at such addresses stand in ${servedFrom}/`,
  });
}

export function missingRoute(
  graph: LinkGraph,
  table: RouteTable,
  link: Link,
  route: string,
  fragment: string | undefined,
  file: string | undefined,
): Resolution {
  const { site } = table;
  const actual = table.differingCase(route);
  if (actual !== undefined) {
    const text = addressOf(site, link, actual, fragment);
    const spelt = addressOf(site, link, actual, undefined);
    return bad({ kind: 'wrong-case', actual: spelt, fix: replaceTarget(link, text, `Write ${text}`) });
  }
  const perhaps = table.perhaps(route) ?? ignoredPage(graph, site, route);
  if (perhaps !== undefined) return unverifiable(perhaps);
  const meant = table.nearest(route);
  const script = meant === undefined ? graph.namedByScripts.folder(directoryOf(route.slice(1))) : undefined;
  if (script !== undefined) return unverifiable(`${script} names its folder and may make it`);
  const maker = graph.namedByScripts.page(route);
  if (maker !== undefined) return unverifiable(`${maker} names its file and may write it`);
  if (mayRedirect(graph, site, route)) return unverifiable(`${site.configFile} names it where it makes redirects`);
  const onGithub = file !== undefined && graph.files.hasDirectory(file) ? '; GitHub shows the folder of that name' : '';
  return bad({
    kind: 'missing-page',
    suggestion: meant === undefined ? undefined : addressOf(site, link, meant, fragment),
    hint: onGithub,
  });
}

/** Whether redirects are made by code of the config, which names the last part of the address. */
function mayRedirect(graph: LinkGraph, site: Site, route: string): boolean {
  const name = nameOf(route);
  if (name === '' || !site.generators.includes(computedRedirects)) return false;
  const text = graph.files.read(site.configFile) ?? '';
  return [`'${name}'`, `"${name}"`, `/${name}'`, `/${name}"`].some((written) => text.includes(written));
}

/** Whether the source of an address would be a file that git ignores, such as a generated reference. */
export function ignoredPage(graph: LinkGraph, site: Site, route: string): string | undefined {
  for (const { folder, route: prefix } of site.folders) {
    if (prefix !== '' && route !== prefix && !route.startsWith(`${prefix}/`)) continue;
    const path = joinInside(folder, route.slice(prefix.length));
    if (path === undefined) continue;
    for (const candidate of [`${path}.md`, `${path}/index.md`, path]) {
      const reason = candidate === '' ? undefined : graph.unlisted.reason(candidate);
      if (reason !== undefined) return reason.reason;
    }
  }
  return undefined;
}

/** A link that has the base of the site twice: once in the link, and once more by who writes it or by the generator. */
export function doubledBase(table: RouteTable, link: Link, path: string): LinkProblem | undefined {
  const { base } = table.site;
  if (base === '') return undefined;
  // VitePress puts the base in front of what is written in Markdown, whether it is there or not.
  const added = writtenBase(table.site, link) === base ? '' : base;
  const doubled = `${base}${base}`;
  const full = `${added}${path}`;
  if (full !== doubled && !full.startsWith(`${doubled}/`)) return undefined;
  const rest = full.slice(doubled.length) || '/';
  if (table.find(cleanPath(`${base}${rest}`)) !== undefined || table.find(cleanPath(rest)) === undefined) {
    return undefined;
  }
  const suggestion = (link.target ?? '').replace(base, '');
  return {
    kind: 'missing-page',
    suggestion,
    hint: added === '' ? ': the base of the site stands there twice' : `: VitePress puts \`${base}\` in front itself`,
    fix: replaceTarget(link, suggestion, `Write ${suggestion}`),
  };
}
