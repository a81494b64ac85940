import type { BuiltPage, BuiltSite } from '../../src/built/built-site.ts';
import type { Site } from '../../src/workspace/site.ts';
import { fileAt, pathOf } from './files.ts';

/** Where a built site is published: its origin, when anything says so, and the path that its folder stands at. */
export interface Mount {
  readonly origin: string | undefined;
  /** Begins with a slash and has none at its end; empty for the root of the host. */
  readonly base: string;
}

/** Fewer links than these show no base: one wrong link could be all of them. */
const fewestVotes = 3;

const withoutSlash = (path: string): string => path.replace(/\/+$/, '');

/** The value that most of a list have, when at least half of them agree. */
function majority<Value extends string>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: Value | undefined;
  for (const [value, count] of counts) if (count > (best === undefined ? 0 : counts.get(best)!)) best = value;
  return best !== undefined && counts.get(best)! * 2 >= values.length ? best : undefined;
}

/** What the canonical address of a page says of the mount. One that does not end as the page does says nothing. */
function mountOfCanonical(page: BuiltPage): string | undefined {
  const url = page.canonical === undefined || page.refresh ? undefined : URL.parse(page.canonical);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const own = withoutSlash(pathOf(page.file)).replace(/\.html?$/i, '');
  let path: string;
  try {
    path = withoutSlash(decodeURIComponent(url.pathname)).replace(/\.html?$/i, '');
  } catch {
    return undefined;
  }
  return path.endsWith(own) ? `${url.origin}${path.slice(0, path.length - own.length)}` : undefined;
}

/** The prefix that makes the absolute addresses of the site lead to its files, as most of them show it. */
function baseOfLinks(built: BuiltSite): string {
  const targets = new Set<string>();
  for (const page of built.pages) {
    for (const { target } of page.links) if (/^\/[^/]/.test(target)) targets.add(target.replace(/[?#].*$/s, ''));
  }
  const votes: string[] = [];
  for (const target of targets) {
    let path: string;
    try {
      path = decodeURIComponent(target);
    } catch {
      continue;
    }
    for (let cut = 0, depth = 0; cut >= 0 && depth < 4; cut = path.indexOf('/', cut + 1), depth += 1) {
      // Every site has a first page, so that leading to one shows nothing.
      if (path.length - cut < 2 || fileAt(built, path.slice(cut)) === undefined) continue;
      votes.push(path.slice(0, cut));
      break;
    }
  }
  return (votes.length < fewestVotes ? undefined : majority(votes)) ?? '';
}

/** The origin of what the sitemaps list. By their protocol, they list addresses of their own host alone. */
const originOfSitemap = (built: BuiltSite): string | undefined =>
  majority(built.sitemap.flatMap(({ address }) => URL.parse(address)?.origin ?? []));

/** Finds where a built site is published: from the config of the site, else from its canonical addresses, its sitemap or its links. */
export function findMount(built: BuiltSite, site: Site | undefined): Mount {
  const shown = majority(built.pages.flatMap((page) => mountOfCanonical(page) ?? []));
  const canonical = shown === undefined ? undefined : new URL(shown);
  const origin = site?.origin === undefined ? undefined : URL.parse(site.origin)?.origin;
  const written = site?.base ?? '';
  const base = written !== '' ? written : canonical ? withoutSlash(canonical.pathname) : baseOfLinks(built);
  return { origin: origin ?? canonical?.origin ?? originOfSitemap(built), base };
}
