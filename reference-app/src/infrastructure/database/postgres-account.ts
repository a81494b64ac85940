import { createHash } from 'node:crypto';
import { chown, mkdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The user that the embedded server runs as. PostgreSQL refuses to run as root. */
export interface Account {
  /** For `spawn`: empty when the server runs as the user of this program. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
  /** Gives a file or folder to the user. */
  own(path: string): Promise<void>;
  /** Whether the user can run or enter what is at a path: every folder above it must let others through. */
  canReach(path: string): Promise<boolean>;
  /** The folder itself, or one in its stead that the user can reach. The same folder always gives the same answer. */
  reachableFolder(path: string): Promise<string>;
}

const itself: Account = {
  identity: {},
  own: async () => {},
  canReach: async () => true,
  reachableFolder: async (path) => path,
};

const searchable = 0o001;

async function letsOthersThrough(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const mode = await stat(at).then(
      (status) => status.mode,
      () => undefined,
    );
    if (mode !== undefined && (mode & searchable) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** The ids of the user `postgres` where there is one, and else of `nobody`, which every system has. */
async function unprivilegedIds(): Promise<{ uid: number; gid: number }> {
  const lines = await readFile('/etc/passwd', 'utf8').then(
    (text) => text.split('\n').map((line) => line.split(':')),
    () => [],
  );
  const entry = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  return { uid: Number(entry?.[2] ?? 65_534), gid: Number(entry?.[3] ?? 65_534) };
}

/** The account for the embedded server: this program's own user, or an unprivileged one when that is root. */
export async function createPostgresAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return itself;
  const identity = await unprivilegedIds();
  const { uid, gid } = identity;
  return {
    identity,
    own: (path) => chown(path, uid, gid),
    canReach: (path) => letsOthersThrough(dirname(path)),
    async reachableFolder(path) {
      if (await letsOthersThrough(dirname(path))) return path;
      const name = createHash('sha256').update(path).digest('hex').slice(0, 12);
      const folder = join(tmpdir(), `almanac-${name}`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
  };
}
