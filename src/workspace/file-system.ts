import { lstatSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';

/** What a path of the file system is. A `link` is a symbolic link that has not been followed. */
export type EntryKind = 'file' | 'directory' | 'link' | 'other';

/** One name in a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/**
 * The only door to the disk. Everything that Docproof reads comes through one of these, so that a test can hand in a
 * workspace that lives in memory, a file that cannot be read, or a directory that links to itself. Paths are absolute.
 */
export interface FileSystem {
  /** The bytes of a file. Throws the system's error when the file cannot be read. */
  readFile(path: string): Uint8Array;
  /** The names in a directory, in no particular order. Throws the system's error when it cannot be listed. */
  list(path: string): readonly DirectoryEntry[];
  /** What the path is after following links, or `undefined` when nothing is there. Never throws. */
  kind(path: string): EntryKind | undefined;
  /** The path with every link followed, or `undefined` when that leads nowhere. Never throws. */
  realpath(path: string): string | undefined;
}

interface Stats {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

const kindOf = (stats: Stats): EntryKind =>
  stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other';

/** The disk of this machine. */
export const diskFileSystem: FileSystem = {
  readFile: (path) => readFileSync(path),
  list: (path) =>
    readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  kind(path) {
    try {
      // Many paths are asked about at which nothing is, and to throw takes longer than to look.
      const quiet = { throwIfNoEntry: false } as const;
      const stats = statSync(path, quiet) ?? lstatSync(path, quiet);
      return stats && kindOf(stats);
    } catch {
      return undefined;
    }
  },
  realpath(path) {
    try {
      return realpathSync.native(path);
    } catch {
      return undefined;
    }
  },
};

/**
 * Reads what a pipe has to say, without waiting for more. Returns the number of bytes, which is 0 where it ended, and
 * `undefined` when there is nothing yet. The pipe must be one that does not block.
 */
export function readAvailable(descriptor: number, into: Uint8Array): number | undefined {
  const { stackTraceLimit } = Error;
  // That there is nothing to read is told by an error, dozens of times in a millisecond.
  Error.stackTraceLimit = 0;
  try {
    return readSync(descriptor, into, 0, into.length, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
