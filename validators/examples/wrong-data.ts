import { defineRule } from '../../src/check/rule.ts';
import type { Block, Page } from '../../src/docs/page.ts';
import type { DataPath, DataValue } from './data/parsed.ts';
import type { Mismatch } from './data/validate.ts';

/** A block of data after it was compared with its schema. */
export interface SchemaBlock {
  readonly page: Page;
  readonly block: Block;
  readonly data: DataValue;
  /** What the schema is called in a message. */
  readonly label: string;
  readonly mismatches: readonly Mismatch[];
}

const fence = '```';
const tsconfig = (option: string): string =>
  ['# Title', '', `${fence}json title="tsconfig.json"`, `{ "compilerOptions": { ${option} } }`, fence, ''].join('\n');

const written = (path: DataPath): string =>
  path.reduce<string>(
    (text, step) => (/^\d+$/.test(String(step)) ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${step}`),
    '',
  );

/** `examples/wrong-data`: a block of data holds what the program that reads it knows. */
export const wrongData = defineRule<SchemaBlock, { path: string; problem: string; label: string; meant: string }>({
  id: 'examples/wrong-data',
  level: 'drift',
  severity: 'error',
  summary: 'A block of data meets the schema of the file that it shows.',
  why: 'A misspelt key parses. The program that reads the file refuses it, or ignores it without a word, and the reader believes that it is set.',
  fix: 'Write the key or the value that the schema has. The schema is the one that the block names by `$schema`, or that of the file that it shows: `package.json`, `tsconfig.json`, a GitHub workflow or `docproof.config.json`.',
  wrong: { 'README.md': tsconfig('"stict": true') },
  right: { 'README.md': tsconfig('"strict": true') },
  message: ({ path, problem, label, meant }) =>
    `${path === '' ? 'the whole' : `\`${path}\``} ${problem} in ${label}${meant === '' ? '' : `; did you mean \`${meant}\`?`}`,
  *check({ page, block, data, label, mismatches }) {
    for (const { path, part, problem, meant } of mismatches) {
      const [start, end] = data.rangeOf(path, part) ?? [0, block.value.length];
      yield {
        args: { path: written(path), problem, label, meant: meant ?? '' },
        location: page.source.locate(
          block.offsetInPage(start),
          block.offsetInPage(Math.max(end - 1, start)) + (end > start ? 1 : 0),
        ),
        suggestion: meant,
      };
    }
  },
});
