import { join } from 'node:path';
import { comparePairs, reportRatio } from './pairs.ts';
import { docproof, notRun } from './peers.ts';
import { noZod, zod, zodImport, zodPaths } from './zod.ts';

/**
 * Zod's docs, with the contexts that its snippets leave out: Docproof against the bare TypeScript 7 program over the same
 * blocks, which is told what `z` is and guesses nothing.
 */
const most = 1.3;
const name = "examples of zod's docs";

if (zod === undefined) notRun(name, noZod);
else {
  const result = comparePairs(
    { name: 'docproof', args: [docproof, '--only', 'examples', '--reporter', 'json'], cwd: zod },
    {
      name: 'the bare program',
      args: [join(import.meta.dirname, 'bare-program.ts'), zod, zodImport, JSON.stringify(zodPaths(zod))],
      cwd: zod,
    },
  );
  reportRatio(name, ['docproof', 'bare TypeScript 7'], result, most);
}
