import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
/** A port of linkinator's own server, so that everything else can be skipped. */
const port = '47113';

const name = `links of the site in ${built}`;
if (!existsSync(built)) notRun(name, 'for it is not built: npm run site:build');
else if (linkinator === undefined) notRun(name, noPeers);
else {
  const skip = `^https?://(?!localhost:${port}(/|$))`;
  const result = comparePairs(
    { name: 'docproof', args: [docproof, '--only', 'site', '--site', built, '--reporter', 'json'], cwd: root },
    {
      name: 'linkinator',
      args: [linkinator, '.', '--recurse', '--check-fragments', '--port', port, '--skip', skip, '--format', 'json'],
      cwd: built,
    },
  );
  reportTimesFaster(name, ['docproof', 'linkinator'], result, least);
}
