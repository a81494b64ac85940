import { join } from 'node:path';
import { comparePairs, reportTimesFaster } from './pairs.ts';
import { docproof, noPeers, notRun, peer } from './peers.ts';
import { noZod, zod } from './zod.ts';

/** Zod's docs: Docproof against Twoslash over the same blocks, in one environment and without hovers. */
const least = 15;
const name = "examples of zod's docs";

if (zod === undefined) notRun(name, noZod);
else if (peer('twoslash/dist/index.mjs') === undefined) notRun(name, noPeers);
else {
  const result = comparePairs(
    { name: 'docproof', args: [docproof, '--only', 'examples', '--reporter', 'json'], cwd: zod },
    { name: 'Twoslash', args: [join(import.meta.dirname, 'twoslash-program.ts'), zod], cwd: zod },
  );
  reportTimesFaster(name, ['docproof', 'Twoslash'], result, least);
}
