import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that exists for one process. */
export interface TemporaryFolder {
  /** Absolute path, links followed. */
  readonly path: string;
  remove(): void;
}

/** Makes an empty folder for the files that examples write. */
export function makeTemporaryFolder(): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'docproof-run-')));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
