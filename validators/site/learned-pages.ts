import type { BuiltPage } from '../../src/built/built-site.ts';
import type { Page } from '../../src/docs/page.ts';
import { cleanPath, pathOf } from './files.ts';

/** A folder of pages is believed to be the source of a site when it gives at least this share of its pages. */
const leastShare = 0.5;

/** The address that the path of a page gives by custom. */
const customary = (file: string): string =>
  cleanPath(`/${file.replace(/\.(mdx?|markdown)$/i, '')}`.replace(/\/(index|readme|_index)$/i, '/'));

/**
 * Finds the pages that a site of an unknown generator was built of: the folder whose pages, addressed by their paths,
 * make most of the built ones. Returns the file of a page by the built file.
 */
export function learnPages(pages: readonly Page[], built: readonly BuiltPage[]): ReadonlyMap<string, string> {
  const routes = new Map(built.map(({ file }) => [cleanPath(pathOf(file)), file]));
  const votes = new Map<string, number>();
  for (const { file } of pages) {
    const route = customary(file);
    for (let cut = 0; cut >= 0 && cut < route.length; cut = route.indexOf('/', cut + 1)) {
      const folder = route.slice(0, cut);
      if (routes.has(route.slice(cut))) votes.set(folder, (votes.get(folder) ?? 0) + 1);
    }
  }
  const [best] = [...votes].sort(([a, most], [b, other]) => other - most || a.length - b.length || (a < b ? -1 : 1));
  const found = new Map<string, string>();
  if (!best || best[1] < leastShare * built.length) return found;
  for (const { file } of pages) {
    const route = customary(file);
    if (route !== best[0] && !route.startsWith(`${best[0]}/`)) continue;
    const page = routes.get(route.slice(best[0].length) || '/');
    if (page !== undefined && !found.has(page)) found.set(page, file);
  }
  return found;
}
