import { join } from 'node:path';
import { sharedByRun } from './shared-by-run.ts';

const root = join(import.meta.dirname, '../../..');

/** The programs that tests start often. */
export const programs = {
  server: 'reference-app/src/main/server.ts',
  cli: 'reference-app/src/main/cli.ts',
  'crash-child': 'reference-app/test/kit/crash-child.ts',
} as const;

/**
 * The file of a program for Node. In a run of the tests it is a bundle: from its sources, most of a start is finding and
 * reading a thousand files. That the sources start as they are is tested with the README.
 */
export async function programFile(name: keyof typeof programs): Promise<string> {
  const bundles = await sharedByRun('programs');
  return bundles === undefined ? join(root, programs[name]) : join(bundles, `${name}.mjs`);
}
