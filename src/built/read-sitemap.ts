import { createSourceText } from '../workspace/source-text.ts';
import type { SitemapEntry } from './built-site.ts';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => entities[name as string]!);

function entriesOf(file: string, text: string, pattern: RegExp): SitemapEntry[] {
  const source = createSourceText(file, text);
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, written = ''] = match;
    const address = decode(written.trim());
    if (address === '') return [];
    return [{ file, address, ...source.pointAt(match.index + whole.indexOf(written.trim())) }];
  });
}

/** The addresses of a sitemap, those of its pictures too, or of an index of sitemaps (https://www.sitemaps.org/protocol.html). */
export function readSitemap(file: string, text: string): SitemapEntry[] {
  return entriesOf(file, text, /<(?:image:)?loc>\s*(?:<!\[CDATA\[)?([^<\]]*)/gi);
}

/** The sitemaps that a `robots.txt` names. */
export function readRobots(file: string, text: string): SitemapEntry[] {
  return entriesOf(file, text, /^[ \t]*sitemap:[ \t]*(\S+)/gim);
}
