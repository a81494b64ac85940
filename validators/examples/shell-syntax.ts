import { defineRule } from '../../src/check/rule.ts';
import type { Block, Page } from '../../src/docs/page.ts';
import type { ShellFault } from './shell/command.ts';

/** A block of commands after it was parsed. */
export interface ShellBlock {
  readonly page: Page;
  readonly block: Block;
  readonly faults: readonly ShellFault[];
}

const fence = '```';

/** `examples/shell-syntax`: a block of commands is one that a shell can read. */
export const shellSyntax = defineRule<ShellBlock, { detail: string }>({
  id: 'examples/shell-syntax',
  level: 'drift',
  severity: 'error',
  summary: 'A block of shell commands parses.',
  why: 'Commands are copied as they stand. With a quote that is never closed the shell waits for more, and the reader does not know for what.',
  fix: 'Correct the command. What the reader fills in is written `<name>`, what is left out `...`, and what a command prints stands below a prompt such as `$ `.',
  wrong: { 'README.md': `# Title\n\n${fence}sh\ngit commit -m "first\n${fence}\n` },
  right: { 'README.md': `# Title\n\n${fence}sh\ngit commit -m "first"\n${fence}\n` },
  message: ({ detail }) => `a shell cannot read this: syntax error, ${detail}`,
  *check({ page, block, faults }) {
    for (const { detail, start, end } of faults) {
      const from = block.offsetInPage(start);
      const location = page.source.locate(from, end > start ? block.offsetInPage(end - 1) + 1 : from);
      yield { args: { detail }, location };
    }
  },
});
