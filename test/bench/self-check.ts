import { join } from 'node:path';
import { bounded, type Contestant, comparePairs } from './pairs.ts';
import { docproof } from './peers.ts';

/**
 * The static check of this repository against TypeScript 7 over the blocks of the site and the sources that they import, with
 * nothing else done. The rest of the check is reading, listing facts, joining and reporting.
 */
const mostTimes = 1.3;
const mostOver = 1000;

const root = join(import.meta.dirname, '../..');
const paths = { docproof: [join(root, 'src/index.ts')], '@docproof/almanac/*': [join(root, 'reference-app/src/*')] };
const bare: Contestant = {
  name: 'the bare program',
  args: [join(import.meta.dirname, 'bare-program.ts'), join(root, 'site'), '', JSON.stringify(paths)],
  cwd: root,
};
const check: Contestant = { name: 'docproof', args: [docproof, '--reporter', 'json'], cwd: root };

const [own, floor] = comparePairs(check, bare).medians;
bounded(
  `check of this repository: ${Math.round(own)} ms, the bare program ${Math.round(floor)} ms`,
  Math.round(own),
  Math.round(mostTimes * floor + mostOver),
  ' ms',
);
