import type { BuiltSite } from '../../src/built/built-site.ts';
import type { ReadAddress } from './addresses.ts';
import type { Mount } from './base.ts';
import type { Lookup } from './lookup.ts';
import type { Places } from './places.ts';
import type { SiteFault } from './subject.ts';

/** Judges what sitemaps and `robots.txt` name: each address of the site itself must stand on it. */
export function judgeSitemap(
  built: BuiltSite,
  { base }: Mount,
  readAddress: ReadAddress,
  lookup: Lookup,
  places: Places,
  isAnswered: (path: string) => boolean,
): SiteFault[] {
  return built.sitemap.flatMap(({ file, address, line, column }) => {
    const read = readAddress({ file }, address);
    if (read.kind !== 'internal' || lookup.file(read.path) !== undefined || isAnswered(read.path)) return [];
    const meant = /\.xml$/i.test(read.path) ? lookup.nearestFile(read.path) : lookup.nearestPage(read.path);
    const origin = URL.parse(address)?.origin ?? '';
    const suggestion = meant === undefined ? undefined : `${origin}${base}${encodeURI(meant)}`;
    const problem = { kind: 'sitemap-entry', file, address, suggestion } as const;
    return [{ problem, location: places.built(file, line, column), related: [] }];
  });
}
