import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import type { Compiler, FileChanges, LastingCompiler } from '../../src/code/compiler/port.ts';
import type { FileSystem } from '../../src/workspace/file-system.ts';
import { memoryFileSystem, memoryRoot } from './memory-file-system.ts';

let current: FileSystem = memoryFileSystem({});
let isTaken = false;
let kept: LastingCompiler | undefined;

const currentFiles: FileSystem = {
  kind: (path) => current.kind(path),
  list: (path) => current.list(path),
  readFile: (path) => current.readFile(path),
  realpath: (path) => current.realpath(path),
};

/** The paths of all files below a folder. Links are not followed. */
function* filesBelow(fileSystem: FileSystem, folder: string): Generator<string> {
  for (const { name, kind } of fileSystem.list(folder)) {
    if (kind === 'directory') yield* filesBelow(fileSystem, `${folder}/${name}`);
    else yield `${folder}/${name}`;
  }
}

/** What becomes of the files of one workspace when another takes its place. */
function changesBetween(before: FileSystem, after: FileSystem): FileChanges {
  const was = new Set(filesBelow(before, memoryRoot));
  const is = [...filesBelow(after, memoryRoot)];
  return {
    created: is.filter((path) => !was.has(path)),
    deleted: [...was].filter((path) => after.kind(path) === undefined),
    changed: is.filter((path) => was.has(path)),
  };
}

/**
 * A compiler over a workspace in memory. One process serves one check after the other: it reads the workspace anew for each,
 * and the libraries of the language once. Who asks while it is taken gets a process of its own.
 */
export function keptCompiler(root: string, fileSystem: FileSystem): Compiler {
  if (isTaken || root !== memoryRoot) return startNativeCompiler(root, fileSystem);
  isTaken = true;
  kept ??= startNativeCompiler(memoryRoot, currentFiles);
  kept.touch(changesBetween(current, fileSystem));
  current = fileSystem;
  return {
    ...kept,
    close() {
      isTaken = false;
    },
  };
}
