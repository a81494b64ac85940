import type { Fix } from '../../src/check/finding.ts';
import { writable } from '../../src/docs/destinations.ts';
import type { Link, Page } from '../../src/docs/page.ts';
import { slugVitepress } from '../../src/docs/slugs/sluggers.ts';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf } from '../../src/workspace/path.ts';
import type { Site } from '../../src/workspace/site.ts';
import type { AddedSections } from './added-sections.ts';
import type { AnchorIndex, AnchorView } from './anchors.ts';
import type { LinksByFile } from './convention.ts';
import type { Unlisted } from './ignored.ts';
import type { LearnedRoutes } from './learned-routes.ts';
import type { NamedByRouters } from './named-by-routers.ts';
import type { NamedByScripts } from './named-by-scripts.ts';
import type { NearestFile } from './nearest-file.ts';
import type { RecogniseOwn } from './own-addresses.ts';
import type { RouteTable } from './routes.ts';
import type { LinkProblem, LinkState } from './subject.ts';
import type { TakenByComments } from './taken-by-comments.ts';

/** A page that a site of the workspace publishes. */
export interface SiteView {
  readonly kind: 'site';
  readonly table: RouteTable;
  readonly anchors: AnchorView;
}

/** A page that is read where it stands, as GitHub shows it. */
export interface RepositoryView {
  readonly kind: 'repository';
  readonly anchors: AnchorView;
  /** True when something that is not in the workspace may publish the page in its own way. */
  readonly loose: boolean;
  /** True for what stands in the project of a site and in none of its folders: something else may be shown around it. */
  readonly isPart: boolean;
}

/** How a page is read. */
export type PageView = SiteView | RepositoryView;

/** Everything that resolving a link needs to know of the workspace. */
export interface LinkGraph {
  readonly files: FileIndex;
  readonly pages: ReadonlyMap<string, Page>;
  readonly anchors: AnchorIndex;
  readonly unlisted: Unlisted;
  readonly nearestFile: NearestFile;
  readonly addedSections: AddedSections;
  readonly namedByScripts: NamedByScripts;
  readonly takenByComments: TakenByComments;
  readonly namedByRouters: NamedByRouters;
  viewOf(file: string): PageView;
  /** How the pages of a site are read. */
  siteView(site: Site): SiteView | undefined;
  readonly recogniseOwn: RecogniseOwn;
  /** The address at which GitHub shows a file of the repository, when the root manifest names the repository. */
  urlOnGithub(file: string): string | undefined;
  /** The file of the workspace that one of its sites serves at an address. */
  servedAt(path: string): string | undefined;
  readonly linksByFile: LinksByFile;
  /** The pages that take in a Markdown file: its sections are theirs, and theirs are around its links. */
  takersOf(file: string): readonly Page[];
  /** The addresses of the site that publishes the loose pages, when the links among them show it. */
  learnedRoutes(): LearnedRoutes | undefined;
  /** Whether any file ends with the path, so that a site whose root is not known may serve it there. */
  endsSomewhere(path: string): boolean;
}

/** What a resolver found out, before it is joined with the link. */
export interface Resolution {
  readonly result: LinkState;
  readonly problems: readonly LinkProblem[];
}

export const checked: LinkState = { state: 'checked' };
export const good: Resolution = { result: checked, problems: [] };
export const bad = (...problems: readonly LinkProblem[]): Resolution => ({ result: checked, problems });
export const unverifiable = (reason: string): Resolution => ({
  result: { state: 'unverifiable', reason },
  problems: [],
});

/** A safe fix that replaces the destination of a link. A query, which no rule looks at, is kept. */
export function replaceTarget(link: Link, text: string, title: string): Fix[] {
  if (!link.targetRange) return [];
  const query = text.includes('?') ? undefined : /^[^#]*(\?[^#]*)/.exec(link.target ?? '')?.[1];
  const written = writable(query === undefined ? text : text.replace(/(?=#)|$/, query.replaceAll('$', '$$$$')));
  return [{ title, safe: true, edits: [{ file: link.file, range: link.targetRange, text: written }] }];
}

/** Checks the fragment of a link whose page was found. `shown` is how the message names that page. */
export function checkFragment(
  graph: LinkGraph,
  link: Link,
  target: Page,
  anchors: AnchorView,
  fragment: string | undefined,
  shown: string,
): Resolution {
  if (fragment === undefined || fragment === '' || fragment.toLowerCase() === 'top') return good;
  const known = graph.anchors.of(target, anchors);
  const plain = fragment.replace(/^user-content-/, '');
  const simple = plain.replaceAll('\uFE0F', '').normalize('NFC');
  if (known.ids.has(fragment) || known.ids.has(plain) || known.ids.has(simple)) return good;
  // VitePress makes an id of what a link in Markdown names, as it does of headings.
  const isSlugged = graph.viewOf(link.file).anchors.style === 'vitepress' && link.element === undefined;
  if (isSlugged && known.ids.has(slugVitepress(fragment))) return good;
  if (target.faults.some(({ kind }) => kind === 'syntax' || kind === 'unreadable')) {
    return unverifiable('the page that it points at cannot be read as it should');
  }
  if (anchors.style === 'unknown' && graph.anchors.conceivable(known, plain)) {
    return unverifiable('the site makes the ids of headings in its own way');
  }
  const actual = known.differingCase(plain);
  if (actual !== undefined) {
    const corrected = withFragment(link, actual);
    // GitHub's own pages look for the id in lower case too; a browser left to itself does not.
    const kind = anchors.style === 'github' ? 'anchor-case' : 'wrong-case';
    return bad({ kind, actual: `#${actual}`, fix: replaceTarget(link, corrected, `Write #${actual}`) });
  }
  if (known.open !== undefined) return unverifiable(`its page may have more anchors: ${known.open}`);
  if (anchors.style === 'any' && graph.anchors.inFrontmatter(target, plain)) {
    return unverifiable('its section may be made of the frontmatter');
  }
  if (anchors.style === 'any' && graph.anchors.keepsPunctuation(target, plain)) {
    return unverifiable('the site that publishes its page may keep punctuation in ids');
  }
  const component = anchors.style === 'any' ? graph.anchors.namedLike(target, plain) : undefined;
  if (component !== undefined) return unverifiable(`its page may have more anchors: <${component}> may make it`);
  const view = graph.viewOf(target.file);
  const adding = view.kind === 'site' ? graph.addedSections(view.table.site, plain) : undefined;
  if (adding !== undefined) return unverifiable(`${adding} may add its section`);
  const same = graph.anchors.same(known, plain);
  const near = same ?? graph.anchors.near(known, plain);
  const elsewhere = near === undefined ? findElsewhere(graph, target, anchors, plain) : undefined;
  const suggestion = near ?? (elsewhere === undefined ? graph.anchors.beginsAlike(known, plain) : undefined);
  return bad({
    kind: 'missing-anchor',
    fragment,
    target: shown,
    suggestion: suggestion === undefined ? undefined : `#${suggestion}`,
    fix: same === undefined ? [] : replaceTarget(link, withFragment(link, same), `Write #${same}`),
    hint: elsewhere === undefined ? '' : `; \`${elsewhere}\` has it`,
  });
}

/** The destination of a link with another fragment. */
export function withFragment(link: Link, fragment: string): string {
  const written = link.target ?? '';
  return written.slice(0, written.indexOf('#') + 1) + fragment;
}

/** The one other page near the target that has the anchor: a section that moved. */
function findElsewhere(graph: LinkGraph, target: Page, anchors: AnchorView, fragment: string): string | undefined {
  if (fragment.length < 4) return undefined;
  const prefix = directoryOf(directoryOf(target.file));
  let found: string | undefined;
  for (const page of graph.pages.values()) {
    if (page === target || (prefix !== '' && !page.file.startsWith(`${prefix}/`))) continue;
    if (!graph.anchors.of(page, anchors).ids.has(fragment)) continue;
    if (found !== undefined) return undefined;
    found = page.file;
  }
  return found;
}
