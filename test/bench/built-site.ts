import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { comparePairs, reportTimesFaster } from './pairs.ts';
import { docproof, noPeers, notRun, peer } from './peers.ts';

/**
 * Links in the built site: Docproof against linkinator over the same pages, links of the site and their fragments on both
 * sides. `CORPUS=DIR` names a repository and `BUILT=DIR` the folder that its site was built into; without them it is this
 * one and `dist-site`.
 */
const least = 5;

const root = resolve(process.env.CORPUS ?? join(import.meta.dirname, '../..'));
const built = resolve(process.env.BUILT ?? join(root, 'dist-site'));
const linkinator = peer('linkinator/build/src/cli.js');
/** Everything but linkinator's own server. */
const elsewhere = '^https?://(?!127\\.0\\.0\\.1)';

const name = `links of the site in ${built}`;
if (!existsSync(built)) notRun(name, 'for it is not built: npm run site:build');
else if (linkinator === undefined) notRun(name, noPeers);
else {
  const result = comparePairs(
    { name: 'docproof', args: [docproof, '--only', 'site', '--site', built, '--reporter', 'json'], cwd: root },
    {
      name: 'linkinator',
      // It looks at nothing when it is told to look at the current folder.
      args: [linkinator, basename(built), '--recurse', '--check-fragments', '--skip', elsewhere, '--format', 'json'],
      cwd: dirname(built),
      isDone: (printed) => printed.includes('"state": "OK"'),
    },
  );
  // A small site is read faster than Docproof starts, so that only a large one is held to the floor.
  reportTimesFaster(name, ['docproof', 'linkinator'], result, process.env.CORPUS === undefined ? undefined : least);
}
