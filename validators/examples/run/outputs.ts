import type { Block, Page } from '../../../src/docs/page.ts';

/** Whether a block shows what the block before it prints. */
export const isOutput = (block: Block): boolean => block.markers.some(({ name }) => name === 'output');

/** The block that shows what a block prints: the next one of the page, when it says so. */
export function outputOf(page: Page, block: Block): Block | undefined {
  const next = page.blocks[block.index + 1];
  return next && isOutput(next) ? next : undefined;
}

/** Whether what a block shows is compared as JSON. */
export const isJson = (block: Block): boolean => /^json5?$/i.test(block.lang);
