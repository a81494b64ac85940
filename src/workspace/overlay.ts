import type { FileSystem } from './file-system.ts';

/**
 * A file system in which some files hold other bytes than those that are there. Keys are absolute paths with every link
 * followed, so that a file is replaced by whatever name it is read.
 */
export function overlayFileSystem(below: FileSystem, contents: ReadonlyMap<string, Uint8Array>): FileSystem {
  if (contents.size === 0) return below;
  return { ...below, readFile: (path) => contents.get(below.realpath(path) ?? path) ?? below.readFile(path) };
}
