import { defineRule } from '../../src/check/rule.ts';
import type { Block, Page } from '../../src/docs/page.ts';
import type { DataFault, DataFormat } from './data/parsed.ts';

/** A block of data after it was parsed. */
export interface DataBlock {
  readonly page: Page;
  readonly block: Block;
  readonly format: DataFormat;
  readonly fault: DataFault | undefined;
}

/** `examples/invalid-data`: a block of JSON, YAML, TOML or `.env` lines parses. */
export const invalidData = defineRule<DataBlock, { format: string; detail: string }>({
  id: 'examples/invalid-data',
  level: 'drift',
  severity: 'error',
  summary: 'A block of JSON, YAML, TOML or `.env` lines parses.',
  why: 'Data is copied into configuration files as it stands. A missing comma then breaks the program that reads the file, far away from the page.',
  fix: 'Correct the syntax. Comments and a comma at the end are fine in JSON; what is left out is shown by `...`.',
  wrong: { 'README.md': '# Title\n\n```json\n{ "level": "strict" "exclude": [] }\n```\n' },
  right: { 'README.md': '# Title\n\n```json\n{ "level": "strict", "exclude": [] }\n```\n' },
  message: ({ format, detail }) => `this is not valid ${format}: syntax error, ${detail}`,
  *check({ page, block, format, fault }) {
    if (!fault) return;
    const location = page.source.locate(
      block.offsetInPage(fault.start),
      block.offsetInPage(Math.max(fault.end - 1, fault.start)) + 1,
    );
    yield { args: { format, detail: fault.detail }, location };
  },
});
