import type { CheckResult } from '../../src/check/result.ts';
import type { Level } from '../../src/check/rule.ts';
import { type CheckOptions, check } from '../../src/cli/compose.ts';
import type { Config } from '../../src/config/define.ts';
import { createBuiltRunner } from './built-runner.ts';
import { keptCompiler } from './kept-compiler.ts';
import { type MemoryEntry, memoryFileSystem, memoryRoot } from './memory-file-system.ts';

/** The config among files in memory. */
function configIn(files: Readonly<Record<string, MemoryEntry>>): Config {
  const text = files['docproof.config.json'];
  return typeof text === 'string' ? { ...(JSON.parse(text) as Config), ...configFile } : {};
}

const configFile = { file: `${memoryRoot}/docproof.config.json` };

/**
 * Runs all of Docproof over a workspace in memory. A folder `dist` with HTML in it is taken for its built site, and a
 * `docproof.config.json` for its config.
 */
export async function checkFiles(
  files: Readonly<Record<string, MemoryEntry>>,
  level: Level = 'drift',
  config: Config = configIn(files),
  external?: CheckOptions['external'],
  run?: boolean,
): Promise<CheckResult> {
  const isBuilt = Object.keys(files).some((path) => /^dist\/.*\.html$/.test(path));
  const site = isBuilt ? `${memoryRoot}/dist` : undefined;
  const fileSystem = memoryFileSystem(files);
  return check({
    root: memoryRoot,
    config,
    level,
    site,
    external,
    run,
    fileSystem,
    startCompiler: keptCompiler,
    createRunner: run ? await createBuiltRunner() : undefined,
  });
}
