import { defineRule } from '../../src/check/rule.ts';
import type { Block, Page } from '../../src/docs/page.ts';

/** A block before it is compiled. */
export interface PageBlock {
  readonly page: Page;
  readonly block: Block;
}

/** `examples/unclosed-fence`: every code fence is closed. */
export const unclosedFence = defineRule<PageBlock, { fence: string }>({
  id: 'examples/unclosed-fence',
  level: 'drift',
  severity: 'error',
  summary: 'Every code fence is closed.',
  why: 'An open fence swallows the rest of the page, or the rest of the list or quote that it stands in: headings, links and prose become code.',
  fix: 'Close the fence with a line of the same characters, indented as far as the list or quote that it stands in.',
  wrong: { 'README.md': '# Title\n\n```sh\nnpm ci\n' },
  right: { 'README.md': '# Title\n\n```sh\nnpm ci\n```\n' },
  message: ({ fence }) => `the code fence ${fence} is never closed`,
  *check({ page, block }) {
    if (block.closed) return;
    const { line, column } = block.location;
    const fence = /^(`+|~+)/.exec(page.source.line(line).slice(column - 1))?.[1] ?? '```';
    yield { args: { fence }, location: { ...block.location, endLine: line, endColumn: column + fence.length } };
  },
});
