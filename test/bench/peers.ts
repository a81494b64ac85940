import { existsSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, 'node_modules');

/** The path of a file of a package that Docproof is timed against; `undefined` when it is not installed. */
export function peer(path: string): string | undefined {
  const file = join(modules, path);
  return existsSync(file) ? file : undefined;
}

/** Says that a comparison was not run, and how to get what it lacks. */
export function notRun(name: string, reason: string): void {
  console.log(`${name}: not run, ${reason}`);
}

/** The reason when the packages are not installed. */
export const noPeers = 'for its peers are not installed: npm ci --prefix test/bench';

/** Docproof as it is published, built by `npm run build`. */
export const docproof = join(import.meta.dirname, '../../dist/src/cli/main.js');
