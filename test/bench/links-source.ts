import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPages, isAstroDocs } from './pages.ts';
import { bounded, type Contestant, comparePairs, median, reportTimesFaster, run } from './pairs.ts';
import { docproof, noPeers, notRun, peer } from './peers.ts';

/**
 * Links in sources: Docproof against remark-validate-links over the same files, with the plugins that the files are
 * written for, and what Docproof takes over its own start. `CORPUS=DIR` names a copy of Astro's docs.
 */
const least = 10;
const mostOverStart = 700;

const plugins = ['remark-frontmatter', 'remark-gfm', 'remark-mdx', 'remark-validate-links'].map((name) =>
  peer(`${name}/index.js`),
);
const remark = peer('remark-cli/cli.js');

const pages = copyPages();
const single = mkdtempSync(join(tmpdir(), 'docproof-bench-'));
try {
  const check = (cwd: string): Contestant => ({
    name: 'docproof',
    args: [docproof, '--only', 'links', '--reporter', 'json'],
    cwd,
  });
  const name = `links of ${pages.count} pages`;
  writeFileSync(join(single, 'README.md'), '# A page\n');
  const costs = Array.from({ length: 5 }, () => [run(check(pages.root)), run(check(single))] as const);
  const over = median(costs.map(([all, start]) => all.processor - start.processor));
  const text = `${name}: ${Math.round(over)} ms of process time over its start`;
  if (isAstroDocs) bounded(text, over, mostOverStart, ' ms');
  else console.log(text);

  if (remark === undefined || plugins.includes(undefined)) notRun(name, noPeers);
  else {
    const uses = plugins.map((file, index) => (index === plugins.length - 1 ? `${file}=repository:false` : file!));
    const result = comparePairs(check(pages.root), {
      name: 'remark-validate-links',
      args: [remark, '.', '--ext', 'md,mdx', '--no-stdout', '--quiet', ...uses.flatMap((use) => ['--use', use])],
      cwd: pages.folder,
      // A plugin that cannot be loaded is an error of every file.
      isDone: (printed) => !printed.includes('✖'),
    });
    reportTimesFaster(name, ['docproof', 'remark-validate-links'], result, least);
  }
} finally {
  pages.remove();
  rmSync(single, { recursive: true, force: true });
}
