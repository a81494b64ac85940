import type { Link, Page } from '../../src/docs/page.ts';
import type { Site } from '../../src/workspace/site.ts';
import type { OwnAddress } from './own-addresses.ts';
import { checkFile } from './repository-view.ts';
import { bad, type LinkGraph, type Resolution, replaceTarget, unverifiable } from './resolution.ts';
import { resolveOnSite } from './site-view.ts';
import type { LinkProblem } from './subject.ts';

/**
 * Resolves a full address that leads back into the workspace. Returns `undefined` when the workspace cannot tell, so
 * that the link counts as external.
 */
export function resolveOwnAddress(graph: LinkGraph, page: Page, link: Link, own: OwnAddress): Resolution | undefined {
  return own.kind === 'file' ? resolveFile(graph, link, own) : resolvePage(graph, page, link, own);
}

function resolveFile(
  graph: LinkGraph,
  link: Link,
  { path, fragment }: Extract<OwnAddress, { kind: 'file' }>,
): Resolution | undefined {
  const { files } = graph;
  // What GitHub shows of a page has GitHub's own ids, whatever site the page is written for.
  if (path === '' || files.has(path) || files.hasDirectory(path)) {
    const shown = graph.pages.get(path);
    const isSitePage = shown && graph.viewOf(path).anchors.style !== 'github';
    return isSitePage ? checkFile(graph, link, path, undefined) : checkFile(graph, link, path, fragment);
  }
  const unlisted = graph.unlisted.reason(path);
  if (unlisted && !unlisted.ignored) return unverifiable(unlisted.reason);
  const meant = files.differingCase(path) ?? graph.nearestFile(path);
  const hint = ', which leads back to this repository';
  const suggestion = meant === undefined ? undefined : link.target?.replace(encodeURI(path), encodeURI(meant));
  return bad({ kind: /\.mdx?$/i.test(path) ? 'missing-page' : 'missing-file', suggestion, hint });
}

function resolvePage(
  graph: LinkGraph,
  page: Page,
  link: Link,
  { site, path, fragment }: Extract<OwnAddress, { kind: 'site' }>,
): Resolution | undefined {
  const view = graph.siteView(site);
  const { base } = site;
  if (!view || (base !== '' && path !== base && !path.startsWith(`${base}/`))) return undefined;
  const outcome = resolveOnSite(graph, view, page, link, { kind: 'internal', path, fragment });
  const route = path.slice(base.length);
  const problems = outcome.problems.flatMap((problem): LinkProblem[] => {
    if (problem.kind === 'missing-anchor') return [problem];
    if (problem.kind !== 'missing-page' || !view.table.knowsPart(route)) return [];
    const suggestion = problem.suggestion === undefined ? undefined : new URL(problem.suggestion, link.target).href;
    return [{ ...problem, suggestion, hint: ', which leads back to the site of this repository' }];
  });
  const isRight = outcome.result.state === 'checked' && outcome.problems.length === 0;
  const own = isRight ? fullAddress(graph, page, link, site) : undefined;
  if (own) problems.push(own);
  return problems.length > 0 || isRight ? { result: outcome.result, problems } : undefined;
}

/** A link of a page to its own site that names the host: on a preview, and after a move, it leads to another site. */
function fullAddress(graph: LinkGraph, page: Page, link: Link, site: Site): LinkProblem | undefined {
  const view = graph.viewOf(page.file);
  // The text of an autolink is its address; the canonical address of a page is a full one.
  if (view.kind !== 'site' || view.table.site !== site || link.form === 'autolink' || link.form === 'frontmatter') {
    return undefined;
  }
  const written = (link.target ?? '').replace(/^https?:\/\/[^/?#]*/i, '');
  const isMarkdown = link.form === 'inline' || link.form === 'definition' || link.form === 'image';
  const adds = site.framework === 'docusaurus' || (site.framework === 'vitepress' && isMarkdown);
  const rest = adds ? written.slice(site.base.length) : written;
  const suggestion = rest.startsWith('/') ? rest : `/${rest}`;
  return { kind: 'full-address', suggestion, fix: replaceTarget(link, suggestion, `Write ${suggestion}`) };
}
