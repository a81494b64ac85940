import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { joinModules } from '../../.ci/bundle.ts';

/** A place that stays, so that Node finds again what it has compiled before. */
const folder = join(import.meta.dirname, '../../node_modules/.cache/docproof-tests');

// Other workers may write and read at the same time: a file is there as a whole, and is replaced only by other text.
for (const { path, text } of await joinModules()) {
  const file = join(folder, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

/** The command of Docproof, built from the sources as they are now. It starts in half the time that they take. */
export const builtCommand = join(folder, 'src/cli/main.js');

/** The program that examples run in, built with it. */
export const builtWorker = join(folder, 'src/run/worker/main.js');
