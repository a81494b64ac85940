import { emptyPage } from '../../src/docs/empty-page.ts';
import type { Link, Page } from '../../src/docs/page.ts';
import { joinInside } from '../../src/workspace/path.ts';
import type { NavigationEntry, Site } from '../../src/workspace/site.ts';
import { createSourceText } from '../../src/workspace/source-text.ts';
import { parseAddress } from './address.ts';
import type { LinkGraph, SiteView } from './resolution.ts';
import { resolveOnSite } from './site-view.ts';
import type { LinkProblem, ResolvedLink } from './subject.ts';

const isPage = (path: string): boolean => /\.(mdx?|mdoc|markdown)$/i.test(path);

/** Resolves what the config of a site links to, and yields what leads nowhere. */
export function* brokenNavigation(graph: LinkGraph, site: Site): Generator<ResolvedLink> {
  const text = site.navigation.length > 0 ? graph.files.read(site.configFile) : undefined;
  const view = graph.siteView(site);
  if (text === undefined || !view) return;
  const source = createSourceText(site.configFile, text);
  // The config as if it were a page, so that what it links to is resolved as links of pages are.
  const page = emptyPage(source, 'markdown');
  for (const entry of site.navigation) {
    const location = source.locate(entry.start, entry.end);
    const link: Link = {
      file: site.configFile,
      line: location.line,
      form: 'frontmatter',
      target: entry.target,
      location,
      targetRange: [entry.start, entry.end],
    };
    const resolved = resolveEntry(graph, view, page, link, entry);
    if (resolved && resolved.problems.length > 0) yield resolved;
  }
}

/** Starlight puts the language in front of what its sidebar names. */
function* spellings(site: Site, path: string): Generator<string> {
  yield path;
  const { defaultLocale } = site;
  if (site.framework === 'starlight' && defaultLocale !== undefined && defaultLocale !== 'root') {
    yield `/${defaultLocale}${path}`;
  }
}

/**
 * Where the repository shows the project of a site, when an address that is to lead there does not: pages are added to it
 * by their path in the project. `undefined` where it does, and for addresses outside of this repository.
 */
function sourcesOf(graph: LinkGraph, site: Site, target: string): string | undefined {
  const repository = /^https:\/\/github\.com\/[^/]+\/[^/]+\//i.exec(graph.urlOnGithub('') ?? '')?.[0];
  if (repository === undefined || !target.toLowerCase().startsWith(repository.toLowerCase())) return undefined;
  const [, view = '', path = ''] =
    /^((?:edit|blob|tree)\/[^/]+)\/?([^?#]*)$/.exec(target.slice(repository.length)) ?? [];
  const content = site.folders.filter(({ kind, routed }) => kind === 'docs' && routed);
  if (view === '' || content.length === 0) return undefined;
  const reaches = content.some(({ folder }) => {
    const inside = site.root === '' ? folder : folder.slice(site.root.length + 1);
    const there = joinInside(path, inside);
    return there !== undefined && graph.files.hasDirectory(there);
  });
  return reaches ? undefined : `${repository}${view}/${site.root === '' ? '' : `${site.root}/`}`;
}

function resolveEntry(
  graph: LinkGraph,
  view: SiteView,
  page: Page,
  link: Link,
  { kind, target }: NavigationEntry,
): ResolvedLink | undefined {
  const { site } = view.table;
  if (kind === 'folder') {
    const content = site.folders.filter((folder) => folder.kind === 'docs' && folder.routed);
    const lists = content.some(({ folder }) =>
      [...spellings(site, `/${target}`)].some((path) => {
        const prefix = `${joinInside(folder, path)}/`;
        return graph.files.paths.some((file) => file.startsWith(prefix) && isPage(file));
      }),
    );
    if (lists || site.generators.length > 0) return undefined;
    const hint = ', whose pages the sidebar is to list';
    return { link, page, result: { state: 'checked' }, problems: [{ kind: 'missing-page', hint }] };
  }
  if (kind === 'sources') {
    const right = sourcesOf(graph, site, target);
    const hint = ', below which the repository has no page of the site';
    if (right === undefined) return undefined;
    return { link, page, result: { state: 'checked' }, problems: [{ kind: 'missing-page', suggestion: right, hint }] };
  }
  const written = kind === 'page' ? `/${target.replace(/(^|\/)index$/, '$1')}` : target;
  const address = parseAddress(written);
  if (address.kind !== 'internal' || !address.path.startsWith('/')) return undefined;
  // The base is put in front of links by the generator; a redirect may have it already.
  const based = [...spellings(site, address.path)].map((path) => `${site.base}${path}`);
  const isBased = kind === 'goal' && site.base !== '' && address.path.startsWith(`${site.base}/`);
  const outcomes = [...(isBased ? [address.path] : []), ...based].map((path) =>
    resolveOnSite(graph, view, page, link, { ...address, path }),
  );
  const good = outcomes.find(({ problems }) => problems.length === 0);
  if (good) return undefined;
  const { result, problems } = outcomes.at(-1)!;
  const told = problems.flatMap((problem): LinkProblem[] => {
    if (problem.kind === 'trailing-slash') return [];
    const withoutBase = (text: string): string => text.slice(text.startsWith(`${site.base}/`) ? site.base.length : 0);
    if (problem.kind === 'wrong-case') {
      const fix = problem.fix.map((one) => ({
        ...one,
        title: one.title.replace(`${site.base}/`, '/'),
        edits: one.edits.map((edit) => ({ ...edit, text: withoutBase(edit.text) })),
      }));
      return [{ ...problem, fix }];
    }
    if (problem.kind !== 'missing-page' || problem.suggestion === undefined) return [problem];
    return [{ ...problem, suggestion: withoutBase(problem.suggestion) }];
  });
  return { link, page, result, problems: told };
}
