import type { CheckResult } from '../../src/check/result.ts';
import type { Level } from '../../src/check/rule.ts';
import { type CheckOptions, check } from '../../src/cli/compose.ts';
import type { Config } from '../../src/config/define.ts';
import { type MemoryEntry, memoryFileSystem, memoryRoot } from './memory-file-system.ts';

/** Runs all of Docproof over a workspace in memory. A folder `dist` with HTML in it is taken for its built site. */
export function checkFiles(
  files: Readonly<Record<string, MemoryEntry>>,
  level: Level = 'drift',
  config: Config = {},
  external?: CheckOptions['external'],
): Promise<CheckResult> {
  const isBuilt = Object.keys(files).some((path) => /^dist\/.*\.html$/.test(path));
  const site = isBuilt ? `${memoryRoot}/dist` : undefined;
  return check({ root: memoryRoot, config, level, site, external, fileSystem: memoryFileSystem(files) });
}
