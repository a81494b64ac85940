import { execFile } from 'node:child_process';
import { type Changes, readChanges } from '../workspace/changes.ts';
import { UsageError } from './arguments.ts';

/** Runs git with these arguments and returns what it prints; throws when it fails. */
export type Git = (args: readonly string[]) => Promise<string>;

const mostOutput = 512 * 2 ** 20;

/** The git of this machine, in a folder. It gets its arguments as they are, without a shell. */
export function gitIn(folder: string): Git {
  // Neither programs of the repository nor locks of somebody else's git are any business of a check.
  const settings = ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', '--no-optional-locks'];
  return (args) =>
    new Promise((resolve, reject) => {
      execFile(
        'git',
        [...settings, ...args],
        {
          cwd: folder,
          maxBuffer: mostOutput,
          env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' },
        },
        (error, stdout) => (error ? reject(error) : resolve(stdout)),
      );
    });
}

/** What the default branch of a repository is usually known as, the most certain first. */
const usualBranches = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
];

const hasCode = (error: unknown, code: string): boolean => (error as { code?: unknown }).code === code;

async function commitOf(git: Git, revision: string): Promise<string | undefined> {
  try {
    return (await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])).trim();
  } catch {
    return undefined;
  }
}

async function defaultBranch(git: Git): Promise<string> {
  for (const name of usualBranches) {
    const commit = await commitOf(git, name);
    if (commit !== undefined) return commit;
  }
  throw new UsageError(
    '`--changed` found no default branch to compare with. Fetch it, or name a commit: `--changed=REV`.',
  );
}

/**
 * What changed in the working tree since a revision left it, uncommitted and untracked files included. Without a
 * revision it is the default branch. Throws a {@link UsageError} when git cannot tell.
 */
export async function changesSince(git: Git, revision: string | undefined): Promise<Changes> {
  try {
    await git(['rev-parse', '--is-inside-work-tree']);
  } catch (error) {
    throw new UsageError(
      hasCode(error, 'ENOENT')
        ? '`--changed` needs git, and there is none on the PATH. Install it, or leave `--changed` out.'
        : '`--changed` needs a git repository, and the root is in none. Name another root with --root, or leave `--changed` out.',
    );
  }
  const other = revision === undefined ? await defaultBranch(git) : await commitOf(git, revision);
  if (other === undefined) {
    throw new UsageError(
      `git knows no commit \`${revision}\`. Name a branch, tag or commit with \`--changed=REV\`, or fetch it first.`,
    );
  }
  let since: string;
  try {
    since = (await git(['merge-base', other, 'HEAD'])).trim();
  } catch {
    throw new UsageError(
      `git finds no commit that HEAD and \`${revision ?? other}\` share. In a shallow clone, fetch the history first: \`git fetch --unshallow\`.`,
    );
  }
  const difference = ['diff', '--no-renames', '--no-color', '--no-ext-diff', '--no-textconv', '--relative'];
  const [status, patch, untracked] = await Promise.all([
    git([...difference, '--name-status', '-z', since, '--']),
    git([...difference, '--unified=0', '--src-prefix=a/', '--dst-prefix=b/', since, '--']),
    git(['ls-files', '--others', '--exclude-standard', '-z']),
  ]);
  return readChanges({ since, status, patch, untracked });
}
