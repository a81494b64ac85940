import type { Fix } from '../../src/check/finding.ts';
import type { Site } from '../../src/workspace/site.ts';
import { createSourceText, type Location, type SourceText } from '../../src/workspace/source-text.ts';
import type { LinkGraph } from './resolution.ts';

/** A redirect that leads to another redirect. */
export interface RedirectTrail {
  readonly location: Location;
  /** The addresses in the order in which a browser is sent to them, the first one included. */
  readonly routes: readonly string[];
  readonly isLoop: boolean;
  /** Where the trail ends, when that is known. */
  readonly goal?: string | undefined;
  readonly fixes: readonly Fix[];
}

/** Follows each redirect of a site whose place is known, and yields those with more than one step. */
export function* redirectTrails(graph: LinkGraph, site: Site): Generator<RedirectTrail> {
  const table = graph.siteView(site)?.table;
  const sources = new Map<string, SourceText>();
  for (const [route, { place }] of site.redirects) {
    const target = place && table?.find(route);
    if (!table || !place || target?.kind !== 'redirect') continue;
    const { routes, isLoop, end, fragment } = table.follow(target);
    // A step through an address that holds under conditions only proves nothing.
    const sure = routes.every((step) => table.find(step)?.kind !== 'redirect' || site.redirects.get(step)?.place);
    if (!sure || (!isLoop && routes.length < 3)) continue;
    const { file, start, end: stop } = place;
    const source = sources.get(file) ?? createSourceText(file, graph.files.read(file) ?? '');
    sources.set(file, source);
    const slash = site.trailingSlash === 'always' || source.text[stop - 1] === '/' ? '/' : '';
    const based = source.text.slice(start, stop).startsWith(`${site.base}/`) ? site.base : '';
    const hash = fragment === undefined ? '' : `#${fragment}`;
    const goal = end && `${based}${end.route}${end.route === '/' ? '' : slash}${hash}`;
    yield {
      location: source.locate(start, stop),
      routes,
      isLoop,
      goal,
      fixes: goal
        ? [{ title: `Lead to ${goal} at once`, safe: true, edits: [{ file, range: [start, stop], text: goal }] }]
        : [],
    };
  }
}
