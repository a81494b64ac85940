import type { Config } from '../../src/config/define.ts';
import { checkFiles } from './check-files.ts';
import type { MemoryEntry } from './memory-file-system.ts';

const fence = '```';

/** A block of a page. */
export const block = (info: string, ...lines: readonly string[]): string =>
  [`${fence}${info}`, ...lines, fence, ''].join('\n');

/** A page of blocks. Its first block opens in line 3. */
export const page = (...parts: readonly string[]): string => ['# Page', '', ...parts].join('\n');

/** A loop that never ends, and gives nobody else a turn. It sleeps, so that the processor is left to other tests. */
export const sleeping = 'while (true) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);';

/** What came of running the examples of a page. */
export interface PageRun {
  /** `<rule> <line>:<column>-<end> <message>`, without the name of the validator. */
  readonly findings: readonly string[];
  readonly ran: number;
  readonly reasons: Readonly<Record<string, number>>;
}

/** Runs the examples of one page beside other files. The time limit is short, so that what hangs hangs briefly. */
export async function runPage(
  text: string,
  files: Readonly<Record<string, MemoryEntry>> = {},
  config: Config = {},
): Promise<PageRun> {
  const examples = { timeout: 2, ...config.examples };
  const all = { 'package.json': '{ "name": "own", "type": "module" }', ...files, 'README.md': text };
  const { findings, ledger } = await checkFiles(all, config.level ?? 'drift', { ...config, examples }, undefined, true);
  return {
    findings: findings.map(
      ({ rule, location, message }) =>
        `${rule.replace('examples/', '')} ${location!.line}:${location!.column}-${location!.endColumn} ${message}`,
    ),
    ran: ledger.blocks.ran,
    reasons: ledger.blocks.reasons,
  };
}
