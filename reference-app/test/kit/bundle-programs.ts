import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { programs } from './programs.ts';
import type { Shared } from './serve-run.ts';

const root = join(import.meta.dirname, '../../..');
/** Within the repository, so that packages whose names are put together while a program runs are found from there too. */
const cache = join(root, 'node_modules/.cache');

/** Writes the programs with all that they import into a few files, in a folder of their own. */
export async function bundlePrograms(): Promise<Shared> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'almanac-programs-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // A run that is interrupted takes nothing down.
  process.once('exit', remove);
  const bundle = await rolldown({
    cwd: root,
    input: { ...programs },
    platform: 'node',
    plugins: [
      {
        name: 'folders-of-sources',
        // Migrations and templates are found from the place of the source.
        transform: (code, id) =>
          code.includes('import.meta.dirname')
            ? code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
            : null,
      },
    ],
  });
  await bundle.write({ dir: folder, entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' });
  await bundle.close();
  return { value: folder, remove: async () => remove() };
}
