import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository in a folder of its own. */
export interface TestRepository {
  readonly folder: string;
  git(...args: string[]): string;
  write(files: Readonly<Record<string, string>>): void;
  /** Commits everything and returns the id. */
  commit(): string;
  remove(): void;
}

/** Makes a repository whose default branch is `main`. Nothing of the machine's own git settings reaches it. */
export function createRepository(files: Readonly<Record<string, string>>): TestRepository {
  const folder = mkdtempSync(join(tmpdir(), 'docproof-git-'));
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
  const repository: TestRepository = {
    folder,
    git: (...args) => execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }),
    write(entries) {
      for (const [path, text] of Object.entries(entries)) {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    },
    commit() {
      repository.git('add', '-A');
      repository.git('commit', '-qm', 'state');
      return repository.git('rev-parse', 'HEAD').trim();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  repository.git('init', '-q', '-b', 'main');
  repository.write(files);
  repository.commit();
  return repository;
}
