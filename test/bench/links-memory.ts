import { copyPages } from './pages.ts';
import { bounded, median, run } from './pairs.ts';
import { docproof } from './peers.ts';

/**
 * The most memory that Docproof holds over 5,000 pages, the compiler's process apart: with every validator, and with that
 * of links alone. `CORPUS=DIR` names a copy of Astro's docs.
 */
const least = 5000;
const most = 400;

const pages = copyPages(least);
try {
  for (const [what, only] of [
    ['links', ['--only', 'links']],
    ['everything', []],
  ] as const) {
    const costs = Array.from({ length: 3 }, () =>
      run({ name: 'docproof', args: [docproof, ...only, '--reporter', 'json'], cwd: pages.root }),
    );
    const peak = median(costs.map((cost) => cost.peak));
    bounded(`memory for ${what} on ${pages.count} pages: ${Math.round(peak)} MB`, peak, most, ' MB');
  }
} finally {
  pages.remove();
}
