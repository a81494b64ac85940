import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { boundsOfGarbage } from '../../src/code/compiler/garbage.ts';
import { type CompilerNeeds, startNativeCompiler } from '../../src/code/compiler/native.ts';
import type { FileChanges, LastingCompiler, ProgramInput } from '../../src/code/compiler/port.ts';
import type { FileSystem } from '../../src/workspace/file-system.ts';
import { memoryRoot } from './memory-file-system.ts';

/** The paths of all files below a folder, without what git keeps for itself. Links are not followed. */
function* filesBelow(fileSystem: FileSystem, folder: string): Generator<string> {
  for (const { name, kind } of fileSystem.list(folder)) {
    if (kind !== 'directory') yield `${folder}/${name}`;
    else if (name !== '.git') yield* filesBelow(fileSystem, `${folder}/${name}`);
  }
}

/** A compiler for workspaces below one folder, and the file system of the workspace that it reads now. */
interface Kept {
  readonly compiler: LastingCompiler;
  current: FileSystem;
  /** The files that a workspace had when it was last looked at, by its root. */
  readonly known: Map<string, ReadonlySet<string>>;
  isTaken: boolean;
}

function startKept(folder: string, first: FileSystem, lasting: boolean): Kept {
  const reading: FileSystem = {
    kind: (path) => kept.current.kind(path),
    list: (path) => kept.current.list(path),
    readFile: (path) => kept.current.readFile(path),
    realpath: (path) => kept.current.realpath(path),
  };
  // It serves one check after the other, so that its garbage is bound as that of a session is.
  const { GOGC: given } = process.env;
  Object.assign(process.env, given === undefined ? boundsOfGarbage(true) : {});
  const compiler = startNativeCompiler(folder, reading, { lasting });
  if (given === undefined) delete process.env.GOGC;
  const kept: Kept = { compiler, current: first, known: new Map(), isTaken: false };
  return kept;
}

/** What became of the files of a workspace since it was last looked at. */
function changesOf({ known }: Kept, root: string, fileSystem: FileSystem): FileChanges {
  const was = known.get(root) ?? new Set();
  const is = new Set(filesBelow(fileSystem, root));
  known.set(root, is);
  return {
    created: [...is].filter((path) => !was.has(path)),
    deleted: [...was].filter((path) => fileSystem.kind(path) === undefined),
    changed: [...is].filter((path) => was.has(path)),
  };
}

/** The folders that workspaces of tests stand in: memory, and the folder for temporary files. */
const folders = [memoryRoot, realpathSync(tmpdir())];

const isEmpty = ({ files, ambient = [] }: ProgramInput): boolean => files.length + ambient.length === 0;

const keptFor = { checks: new Map<string, Kept>(), sessions: new Map<string, Kept>() };

/**
 * A compiler over a workspace in memory, or in a folder of its own for temporary files. One process serves one check after
 * the other: it reads the workspace anew for each, and the libraries of the language once. Who asks while it is taken, or for
 * a workspace elsewhere, gets a process of its own.
 */
export function keptCompiler(root: string, fileSystem: FileSystem, needs: CompilerNeeds = {}): LastingCompiler {
  const { lasting = false } = needs;
  // One that lasts keeps the programs of every workspace it had, and so has one workspace.
  const folder = lasting ? memoryRoot : folders.find((path) => root === path || root.startsWith(`${path}/`));
  const keptBelow = keptFor[lasting ? 'sessions' : 'checks'];
  const isOther = folder === undefined || (lasting && root !== folder);
  if (isOther || keptBelow.get(folder)?.isTaken) return startNativeCompiler(root, fileSystem, needs);
  const kept = keptBelow.get(folder) ?? startKept(folder, fileSystem, lasting);
  keptBelow.set(folder, kept);
  kept.isTaken = true;
  kept.compiler.touch(changesOf(kept, root, fileSystem));
  kept.current = fileSystem;
  return {
    ...kept.compiler,
    // The compiler forgets what no program has, and one of no files has no libraries.
    open: (input) =>
      kept.compiler.open(isEmpty(input) ? { ...input, files: [{ path: `${root}/kept.ts`, text: '' }] } : input),
    close() {
      kept.isTaken = false;
    },
  };
}
