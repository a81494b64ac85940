import type { Page } from '../../src/docs/page.ts';
import { parseAddress } from './address.ts';

/** Addresses of a site that is made elsewhere, as the links that work show them. */
export interface LearnedRoutes {
  /** The file behind an address, or `undefined` when there is none. */
  find(path: string): string | undefined;
  /** Whether the site has pages in the same part: only there is an unknown address a missing page. */
  knows(path: string): boolean;
  readonly routes: readonly string[];
}

/** Too few links prove no rule; and a rule that many of them break is none. */
const fewestLinks = 30;
const leastShare = 0.9;

const isPage = (path: string): boolean => /\.(mdx?|markdown)$/i.test(path);

/** The segments of an address that the path of a file gives: no ending, no numbers in front, no groups, no index. */
function segmentsOf(path: string): string[] {
  const segments = path
    .replace(/\.(mdx?|markdown)$/i, '')
    .split('/')
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .map((segment) => segment.replace(/^\d+[.-](?=\D)/, ''));
  if (/^(index|readme|\+?page)$/i.test(segments.at(-1) ?? '')) segments.pop();
  return segments;
}

const segmentsOfAddress = (path: string): string[] =>
  path
    .replace(/(index)?\.html?$/, '')
    .split('/')
    .filter((segment) => segment !== '');

/** The absolute addresses of pages that loose pages link to. */
function addressesIn(pages: readonly Page[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const page of pages) {
    for (const { form, target, element } of page.links) {
      if (target === undefined || !target.startsWith('/') || form === 'image' || form === 'frontmatter') continue;
      if (element && element.attribute !== 'href' && element.attribute !== 'to') continue;
      const address = parseAddress(target);
      if (address.kind !== 'internal' || /\.(?!html?$)\w+$/.test(address.path)) continue;
      found.set(address.path, segmentsOfAddress(address.path));
    }
  }
  return found;
}

/**
 * Learns how a site that is not in the workspace addresses its pages: each link that ends like the path of a page votes
 * for the folder and the prefix that would make it right. When one pair makes nearly all links right, it is the site's.
 */
export function learnRoutes(pages: readonly Page[], paths: readonly string[]): LearnedRoutes | undefined {
  const addresses = addressesIn(pages);
  if (addresses.size < fewestLinks) return undefined;
  const files = paths.filter(isPage).map((path) => ({ path, segments: segmentsOf(path) }));
  const byLast = new Map<string, typeof files>();
  for (const file of files) {
    const last = file.segments.at(-1) ?? '';
    const list = byLast.get(last);
    if (list) list.push(file);
    else byLast.set(last, [file]);
  }
  const votes = new Map<string, { folder: string; prefix: string; count: number }>();
  for (const segments of addresses.values()) {
    const seen = new Set<string>();
    for (const file of byLast.get(segments.at(-1) ?? '') ?? []) {
      let shared = 1;
      const most = Math.min(segments.length, file.segments.length);
      while (shared < most && segments.at(-1 - shared) === file.segments.at(-1 - shared)) shared += 1;
      const folder = file.segments.slice(0, file.segments.length - shared).join('/');
      const prefix = segments.slice(0, segments.length - shared).join('/');
      const key = `${folder}\u0000${prefix}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const vote = votes.get(key) ?? { folder, prefix, count: 0 };
      vote.count += 1;
      votes.set(key, vote);
    }
  }
  const best = [...votes.values()].sort((a, b) => b.count - a.count || (a.folder < b.folder ? -1 : 1))[0];
  if (!best) return undefined;

  const routes = new Map<string, string>();
  const start = best.folder === '' ? [] : best.folder.split('/');
  for (const { path, segments } of files) {
    if (!start.every((segment, index) => segments[index] === segment)) continue;
    const route = [...(best.prefix === '' ? [] : [best.prefix]), ...segments.slice(start.length)].join('/');
    if (!routes.has(route)) routes.set(route, path);
  }
  const known = [...addresses.values()].filter((segments) => routes.has(segments.join('/'))).length;
  if (known < leastShare * addresses.size) return undefined;
  const parts = new Set<string>();
  const uncertain = new Set<string>();
  for (const route of routes.keys()) {
    const parent = route.slice(0, Math.max(route.lastIndexOf('/'), 0));
    parts.add(parent);
    // What becomes of other signs than these is each generator's own affair.
    if (!/^[\w./-]*$/.test(route)) uncertain.add(parent);
  }
  return {
    find: (path) => routes.get(segmentsOfAddress(path).join('/')),
    knows(path) {
      const parent = segmentsOfAddress(path).slice(0, -1).join('/');
      return parent !== '' && parts.has(parent) && !uncertain.has(parent);
    },
    routes: [...routes.keys()].map((route) => `/${route}`),
  };
}
