import type { Finding } from '../../src/check/finding.ts';
import type { LedgerCounts } from '../../src/check/ledger.ts';
import type { Level } from '../../src/check/rule.ts';
import { runValidators } from '../../src/check/run.ts';
import { loadMarkdownEngine } from '../../src/docs/markdown/engine.ts';
import { readPage } from '../../src/docs/read-page.ts';
import { readWorkspace } from '../../src/workspace/read-workspace.ts';
import { links } from '../../validators/links/index.ts';
import { type MemoryEntry, memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

/** What the links validator says of a workspace. */
export interface LinksReport {
  readonly findings: readonly Finding[];
  /** Each finding as `rule file:line:column => suggestion`, the validator's name left out. */
  readonly lines: readonly string[];
  readonly ledger: LedgerCounts;
}

/** Runs the links validator alone over a workspace in memory. The compiler is not there to be started. */
export async function checkLinks(
  files: Readonly<Record<string, MemoryEntry>>,
  level: Level = 'drift',
): Promise<LinksReport> {
  const engine = await loadMarkdownEngine();
  const workspace = readWorkspace(memoryFileSystem(files), memoryRoot);
  const pages = workspace.pages.map((file) => readPage(engine, file, () => workspace.files.readBytes(file)));
  const { findings, ledger } = await runValidators({
    workspace,
    pages,
    validators: [links],
    level,
    startedAt: new Date(0),
    startCompiler: () => {
      throw new Error('links need no compiler');
    },
  });
  return {
    findings,
    ledger: ledger.links,
    lines: findings.map(({ rule, location, suggestion }) => {
      const place = `${rule.replace('links/', '')} ${location?.file}:${location?.line}:${location?.column}`;
      return suggestion === undefined ? place : `${place} => ${suggestion}`;
    }),
  };
}
