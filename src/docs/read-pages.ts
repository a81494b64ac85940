import { type MarkdownEngine, UnfitTextError } from './markdown/port.ts';
import type { Page } from './page.ts';
import { readPage } from './read-page.ts';

/** Lets the event loop turn once. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Pages that are read before the event loop turns. */
const atOnce = 50;

/**
 * Reads pages in their order, with the portable engine where the other had better not. The native parser's buffers are freed between turns of the event loop only: without any,
 * 5,000 pages held 120 MB that nothing used.
 */
export async function readPages(
  engine: MarkdownEngine,
  files: readonly string[],
  readBytes: (file: string) => Uint8Array,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (const file of files) {
    const read = (by: MarkdownEngine): Page => readPage(by, file, () => readBytes(file));
    try {
      pages.push(read(engine));
    } catch (error) {
      if (!(error instanceof UnfitTextError)) throw error;
      pages.push(read((await import('./markdown/micromark.ts')).micromarkEngine));
    }
    if (pages.length % atOnce === 0) await turn();
  }
  return pages;
}
