import type { DirectoryEntry, EntryKind, FileSystem } from '../../src/workspace/file-system.ts';

/** What stands at a path of a workspace in memory. */
export type MemoryEntry =
  | string
  | Uint8Array
  /** A symbolic link to another absolute path. */
  | { readonly link: string }
  /** A file that is there and cannot be read. */
  | { readonly unreadable: string };

/** Where workspaces in memory stand. Nothing of the disk is below it. */
export const memoryRoot = '/workspace';

const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code });

const mostLinks = 40;

/** A file system in memory. Paths are relative to {@link memoryRoot}. */
export function memoryFileSystem(files: Readonly<Record<string, MemoryEntry>>): FileSystem {
  const entries = new Map<string, MemoryEntry | 'directory'>([[memoryRoot, 'directory']]);
  for (const [path, entry] of Object.entries(files)) {
    const absolute = `${memoryRoot}/${path}`;
    entries.set(absolute, entry);
    for (let at = absolute.lastIndexOf('/'); at > memoryRoot.length; at = absolute.lastIndexOf('/', at - 1)) {
      entries.set(absolute.slice(0, at), 'directory');
    }
  }
  const isLink = (entry: unknown): entry is { link: string } =>
    typeof entry === 'object' && entry !== null && 'link' in entry;

  /** Follows every link on the way; throws ELOOP as a system would. */
  const resolve = (path: string): string => {
    let resolved = '';
    let rest = path.split('/').filter((segment) => segment !== '');
    let links = 0;
    while (rest.length > 0) {
      const next = `${resolved}/${rest[0]}`;
      rest = rest.slice(1);
      const entry = entries.get(next);
      if (!isLink(entry)) {
        resolved = next;
        continue;
      }
      links += 1;
      if (links > mostLinks) throw failure('ELOOP', path);
      rest = [...entry.link.split('/').filter((segment) => segment !== ''), ...rest];
      resolved = '';
    }
    return resolved;
  };
  const kindOf = (entry: MemoryEntry | 'directory'): EntryKind =>
    entry === 'directory' ? 'directory' : isLink(entry) ? 'link' : 'file';

  return {
    readFile(path) {
      const entry = entries.get(resolve(path));
      if (entry === undefined) throw failure('ENOENT', path);
      if (entry === 'directory') throw failure('EISDIR', path);
      if (typeof entry === 'string') return new TextEncoder().encode(entry);
      if (entry instanceof Uint8Array) return entry;
      throw failure('unreadable' in entry ? entry.unreadable : 'EIO', path);
    },
    list(path) {
      const folder = resolve(path);
      if (entries.get(folder) !== 'directory') throw failure('ENOTDIR', path);
      const found: DirectoryEntry[] = [];
      for (const [known, entry] of entries) {
        if (!known.startsWith(`${folder}/`) || known.indexOf('/', folder.length + 1) >= 0) continue;
        found.push({ name: known.slice(folder.length + 1), kind: kindOf(entry) });
      }
      return found;
    },
    kind(path) {
      try {
        const entry = entries.get(resolve(path));
        return entry === undefined ? undefined : kindOf(entry);
      } catch {
        return 'link';
      }
    },
    realpath(path) {
      try {
        const resolved = resolve(path);
        return entries.has(resolved) ? resolved : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
