import type { Link, Page } from '../../src/docs/page.ts';
import type { Site } from '../../src/workspace/site.ts';
import {
  bad,
  checkFragment,
  type LinkGraph,
  type Resolution,
  replaceTarget,
  type SiteView,
  unverifiable,
} from './resolution.ts';
import type { RouteTable, RouteTarget } from './routes.ts';
import { endsWithSlash, hasExtension } from './site-address.ts';
import type { LinkProblem } from './subject.ts';

/** A link that reaches a page of the site: its anchor, and what the address says besides. */
export function found(
  graph: LinkGraph,
  view: SiteView,
  page: Page,
  link: Link,
  first: RouteTarget,
  path: string,
  written: string | undefined,
): Resolution {
  const { site } = view.table;
  const problems: LinkProblem[] = [];
  const way = first.kind === 'redirect' ? view.table.follow(first) : undefined;
  const target = way?.end ?? first;
  const fragment = way?.fragment ?? written;
  if (target.draft && page.frontmatter.draft !== true) problems.push({ kind: 'draft-page', target: target.file });
  const slash = slashProblem(site, link, path, first);
  if (slash) problems.push(slash);
  if (target.kind !== 'page') {
    const isOpen = fragment === undefined || fragment === '' || fragment === 'top';
    if (isOpen || problems.length > 0) return bad(...problems);
    return unverifiable(`${target.file} makes its page, and with it its anchors`);
  }
  const locale = way ? undefined : localeProblem(view.table, page, link, target);
  if (locale) problems.push(locale);
  if (!target.page) {
    if (fragment === undefined || fragment === '') return bad(...problems);
    return unverifiable('it names an anchor in a file that is no page under check');
  }
  const shown = target.page === page && !way ? '' : target.file;
  const anchor = checkFragment(graph, link, target.page, view.anchors, fragment, shown);
  return { result: anchor.result, problems: [...problems, ...anchor.problems] };
}

/** The slash at the end, where the site's config demands or forbids it. */
function slashProblem(site: Site, link: Link, path: string, target: RouteTarget): LinkProblem | undefined {
  const wants = endsWithSlash(site, target.file);
  if (wants === undefined || path === '/' || path === '' || target.kind === 'redirect') return undefined;
  if (hasExtension(path) || hasExtension(target.route) || site.framework === 'docusaurus') return undefined;
  const has = path.endsWith('/');
  if (has === wants) return undefined;
  const written = link.target!;
  const at = /[?#]/.exec(written)?.index ?? written.length;
  const address = written.slice(0, at);
  const suggestion = (has ? address.replace(/\/+$/, '') : `${address}/`) + written.slice(at);
  const wanted = has ? 'without a slash at the end' : 'with a slash at the end';
  return { kind: 'trailing-slash', wanted, suggestion, fix: replaceTarget(link, suggestion, `Write ${suggestion}`) };
}

/** A link from a translation to a page of another language, when its own has the page too. */
function localeProblem(table: RouteTable, page: Page, link: Link, target: RouteTarget): LinkProblem | undefined {
  const { locales, defaultLocale, framework } = table.site;
  if (framework !== 'starlight' || locales.length < 2) return undefined;
  const own = table.routeOf(page.file);
  if (own === undefined) return undefined;
  const localeOf = (route: string): string => {
    const first = route.split('/')[1] ?? '';
    return locales.includes(first) ? first : 'root';
  };
  const from = localeOf(own);
  const to = localeOf(target.route);
  if (from === to) return undefined;
  const rest = to === 'root' ? target.route : target.route.slice(to.length + 1);
  const translated = from === 'root' ? rest : `/${from}${rest}`;
  const there = table.find(translated || '/');
  if (!there || there.fallback !== undefined || defaultLocale === undefined) return undefined;
  const suggestion = link.target!.replace(target.route, translated);
  return { kind: 'other-locale', locale: to === 'root' ? defaultLocale : to, suggestion };
}
