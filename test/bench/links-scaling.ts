import { copyPages, type Pages } from './pages.ts';
import { comparePairs, reportRatio } from './pairs.ts';
import { docproof } from './peers.ts';

/** Ten times the pages take at most eleven times the time. `CORPUS=DIR` names a copy of Astro's docs. */
const most = 11;

const once = copyPages();
const often = copyPages(once.count * 10);
try {
  const check = ({ root, count }: Pages) => ({
    name: `${count} pages`,
    args: [docproof, '--only', 'links', '--reporter', 'json'],
    cwd: root,
  });
  const names = [check(often).name, check(once).name] as const;
  reportRatio('links of ten times the pages', names, comparePairs(check(often), check(once)), most);
} finally {
  once.remove();
  often.remove();
}
