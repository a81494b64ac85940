import type { MarkdownEngine } from './markdown/port.ts';
import type { Page } from './page.ts';
import { readPage } from './read-page.ts';

/** What a page was before, the newest first. The first one may be what it is now. */
export type PageHistory = (page: Page) => AsyncIterable<Page>;

/** Earlier texts of a file, the newest first. */
export type EarlierTexts = (file: string) => AsyncIterable<string>;

/** Reads earlier texts of pages as the pages themselves are read. */
export function createPageHistory(engine: MarkdownEngine, earlier: EarlierTexts): PageHistory {
  const encoder = new TextEncoder();
  return async function* ({ file }) {
    for await (const text of earlier(file)) yield readPage(engine, file, () => encoder.encode(text));
  };
}
