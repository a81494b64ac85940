import type { BuiltFile, BuiltLink, BuiltPage, BuiltSite } from '../../src/built/built-site.ts';
import type { Location } from '../../src/workspace/source-text.ts';
import { decoded, fragmentOf } from './addresses.ts';
import type { Authored, KeyOf } from './authored.ts';
import type { Judge } from './judge.ts';
import type { Occurrence } from './places.ts';

/** What was read of a built site and what became of it. */
export interface SiteCounts {
  readonly links: number;
  readonly external: number;
  /** Links that only a running server, or a script of the page, could tell. */
  readonly unjudged: number;
  readonly anchors: number;
}

/** Where an authored page declares an id. */
function writtenId(authored: Authored, page: BuiltPage, id: string): Location | undefined {
  const source = authored.pageOf(page);
  const declared = source?.ids.findLast((known) => known.id === id);
  return (declared ?? source?.headings.findLast(({ customId }) => customId === id))?.location;
}

/** The anchors that something on the site leads to, for the pages that have an id twice. */
function linkedAnchors(built: BuiltSite, keyOf: KeyOf): (page: BuiltPage, id: string) => boolean {
  const doubtful = new Set(built.pages.filter(({ repeated }) => repeated.length > 0));
  const linked = new Set<string>();
  const ids = new Set([...doubtful].flatMap(({ repeated }) => repeated.map(({ id }) => id)));
  if (ids.size > 0) {
    for (const page of built.pages) {
      for (const { target, use } of page.links) {
        const hash = target.indexOf('#');
        if (use !== 'page' || hash < 0 || !ids.has(decoded(fragmentOf(target.slice(hash))))) continue;
        const key = keyOf(page, target);
        if (key !== undefined) linked.add(key);
      }
    }
  }
  return (page, id) => linked.has(keyOf(page, `#${encodeURIComponent(id)}`) ?? '');
}

/** A link that only repeats where its page sends the reader on; what is wrong with that is said of the redirect. */
const repeatsRefresh = (page: BuiltPage, link: BuiltLink, keyOf: KeyOf): boolean =>
  page.refresh !== undefined &&
  link.use === 'page' &&
  (link.target === page.refresh.target || keyOf(page, link.target) === keyOf(page, page.refresh.target));

/** Judges every link and every id of a built site, and what its style sheets load. */
export function collectFaults(
  built: BuiltSite,
  judge: Judge,
  authored: Authored,
  keyOf: KeyOf,
): { readonly occurrences: readonly Occurrence[]; readonly counts: SiteCounts } {
  const occurrences: Occurrence[] = [];
  const isLinked = linkedAnchors(built, keyOf);
  let links = 0;
  let external = 0;
  let unjudged = 0;
  let anchors = 0;
  const collect = (page: BuiltFile, link: BuiltLink, isTold: (link: BuiltLink) => boolean): void => {
    const verdict = judge(page, link);
    links += 1;
    if (verdict.state === 'external') external += 1;
    else if (verdict.state === 'unjudged') unjudged += 1;
    else if (verdict.state === 'bad' && !isTold(link)) {
      const { line, column, target } = link;
      occurrences.push({ page, problem: verdict.problem, line, column, target });
    }
  };
  for (const sheet of built.sheets) for (const link of sheet.links) collect(sheet, link, () => false);
  for (const page of built.pages) {
    anchors += page.anchors.size;
    for (const link of page.links) collect(page, link, (one) => repeatsRefresh(page, one, keyOf));
    for (const { id, line, column } of page.repeated) {
      const kind = isLinked(page, id) ? 'duplicate-anchor' : 'duplicate-id';
      const written = writtenId(authored, page, id);
      occurrences.push({ page, problem: { kind, id }, line, column, target: `#${id}`, written });
    }
  }
  return { occurrences, counts: { links, external, unjudged, anchors } };
}
