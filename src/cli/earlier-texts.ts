import type { EarlierTexts } from '../docs/page-history.ts';
import type { Git } from './git.ts';

/** How many commits of one file are looked at. */
const mostCommits = 50;

/** Earlier texts of files, from the history of git. There are none where there is no git, or no history. */
export function earlierTexts(git: Git): EarlierTexts {
  return async function* (file) {
    let commits: string[];
    try {
      const log = await git(['--literal-pathspecs', 'log', '--format=%H', `--max-count=${mostCommits}`, '--', file]);
      commits = log.split('\n').filter((commit) => commit !== '');
    } catch {
      return;
    }
    for (const commit of commits) {
      try {
        yield await git(['cat-file', 'blob', `${commit}:./${file}`]);
      } catch {
        // The commit took the file away, or moved it.
      }
    }
  };
}
