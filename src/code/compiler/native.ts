import type { SourceFile } from 'typescript/unstable/ast';
import type { FileSystem as NativeFileSystem } from 'typescript/unstable/fs';
import { API, type Project, type Snapshot } from 'typescript/unstable/sync';
import { diskFileSystem, type FileSystem } from '../../workspace/file-system.ts';
import { createAhead } from './ahead.ts';
import { compareTexts, inSteps, oneByOne } from './file-changes.ts';
import { boundsOfGarbage } from './garbage.ts';
import { createNamesRead, type NamesOfFile } from './names-read.ts';
import { answerQuickly, endCompiler } from './pipe.ts';
import type { LastingCompiler, Program, ProgramInput, ReplacedTexts, VirtualFile } from './port.ts';
import { programOf } from './program.ts';
import { createRecentFiles } from './recent-files.ts';
import { createSeries } from './series.ts';
import { type Steps, stepsOf, whileWaiting } from './waiting.ts';

/** What the compiler asks of a file system that is not the disk, for paths below the root; others are the disk's. */
function readingFrom(fileSystem: FileSystem, root: string): NativeFileSystem {
  const isBelow = (path: string): boolean => path === root || path.startsWith(`${root}/`);
  return {
    readFile(path) {
      if (!isBelow(path)) return undefined;
      try {
        return new TextDecoder().decode(fileSystem.readFile(path));
      } catch {
        return null;
      }
    },
    fileExists: (path) => (isBelow(path) ? fileSystem.kind(path) === 'file' : undefined),
    directoryExists: (path) => (isBelow(path) ? fileSystem.kind(path) === 'directory' : undefined),
    getAccessibleEntries(path) {
      if (!isBelow(path)) return undefined;
      const entries = fileSystem.kind(path) === 'directory' ? fileSystem.list(path) : [];
      const named = (kind: string): string[] =>
        entries.filter(({ name }) => fileSystem.kind(`${path}/${name}`) === kind).map(({ name }) => name);
      return { files: named('file'), directories: named('directory') };
    },
    realpath: (path) => (isBelow(path) ? (fileSystem.realpath(path) ?? path) : undefined),
  };
}

/** Whether a file was there for the last program, and whether it is there now. */
interface Touched {
  readonly was: boolean;
  readonly is: boolean;
}

/** Starts the compiler, with bounds for its garbage unless the environment has one. */
function startApi(options: ConstructorParameters<typeof API>[0], lasting: boolean): API {
  const { env } = process;
  if (env.GOGC !== undefined || env.GOMEMLIMIT !== undefined) return new API(options);
  const bounds = boundsOfGarbage(lasting);
  // The compiler is written in Go, and takes over the environment of the process that starts it.
  Object.assign(env, bounds);
  try {
    return new API(options);
  } finally {
    for (const name of Object.keys(bounds)) delete env[name];
  }
}

/** How many trees are kept until their names are read. One of an example takes 5 kB here. */
const mostTrees = 2000;

/** What a compiler is started for. */
export interface CompilerNeeds {
  /** Whether it is to last for a session: then it keeps one program of each name. */
  readonly lasting?: boolean | undefined;
  /** Whether virtual files may stand in folders that the disk does not have. */
  readonly folders?: boolean | undefined;
  /**
   * Called when it asked for a file while questions were on their way to it, which it then took for answers. What it said is to
   * be forgotten. Without this it is asked one question at a time.
   */
  readonly whenOutOfStep?: (() => void) | undefined;
}

/**
 * TypeScript 7's native compiler, over its API that is named unstable. This folder is the only one that knows it. Files
 * are handed over from memory; nothing is written to the disk.
 */
export function startNativeCompiler(
  root: string,
  fileSystem: FileSystem,
  { lasting = false, folders: asksForFolders = true, whenOutOfStep }: CompilerNeeds = {},
): LastingCompiler {
  /** The virtual files of each project, by the path of its config. */
  const projects = new Map<string, ReadonlyMap<string, string>>();
  let replaced: ReplacedTexts = new Map();
  /** What the compiler reads from here: virtual files, and those that replace what is on the disk. */
  let texts: ReadonlyMap<string, string | undefined> = new Map();
  // The compiler reads the disk faster by itself than by asking for each file.
  const below = fileSystem === diskFileSystem ? undefined : readingFrom(fileSystem, root);
  const folders = new Set<string>();
  /** What was told since the last program, by path. */
  const touched = new Map<string, Touched>();
  const noteTouched = (paths: readonly string[], was: boolean, is: boolean): void => {
    for (const path of paths) touched.set(path, { was: touched.get(path)?.was ?? was, is });
  };
  const touchedPaths = (wanted: Touched): string[] =>
    [...touched].filter(([, { was, is }]) => was === wanted.was && is === wanted.is).map(([path]) => path);
  let snapshot: Snapshot | undefined;
  /**
   * Whether the compiler looks by itself which files are there: of a program of two thousand files it asks nine thousand times
   * otherwise, and waits for each answer. Virtual files are then made known to it before it looks for them.
   */
  const looksItself = below === undefined && !lasting;
  /** Virtual files that are no part of a program any more. The compiler may know their texts still. */
  const gone = new Set<string>();
  let introductions = 0;
  const namesRead = createNamesRead();
  /**
   * Makes virtual files known: the compiler takes a file to be there that it has read. `changed` are those that it may know with
   * another text. Returns the config that named them, and what is left to read of their names.
   */
  const introduce = (
    files: readonly VirtualFile[],
    changed: string[],
    { directory, options, freeNamesOf = [] }: ProgramInput,
  ): { readonly config: string; readonly reading: Steps } => {
    introductions += 1;
    const path = `${directory}/tsconfig.docproof.new${introductions}.json`;
    const compilerOptions = { ...options, noResolve: true, noLib: true, types: [] };
    const config = JSON.stringify({ compilerOptions, files: files.map((file) => file.path) });
    texts = new Map([...texts, [path, config], ...files.map((file) => [file.path, file.text] as const)]);
    const previous = snapshot;
    snapshot = api.updateSnapshot({
      openProjects: [path],
      ...(changed.length > 0 && { fileChanges: { created: [], deleted: [], changed } }),
    });
    previous?.dispose();
    const asked = new Set(freeNamesOf.slice(0, mostTrees));
    const trees = treesOf(snapshot.getProject(path), [...asked]);
    const named = files.filter((file) => asked.has(file.path));
    return { config: path, reading: namesRead.inSteps(named, (one) => trees.get(one)) };
  };
  /** Fetches trees before the compiler is busy with a program. */
  const treesOf = (project: Project | undefined, paths: readonly string[]): ReadonlyMap<string, SourceFile> => {
    const trees = new Map<string, SourceFile>();
    if (!project || !askAhead) return trees;
    const series = createSeries(askAhead, (path) => project.program.getSourceFile(path));
    series.announce(paths);
    for (const path of paths) {
      series.reach(path);
      const tree = recentFiles(project.program, path);
      if (tree) trees.set(path, tree);
    }
    return trees;
  };
  const fs: NativeFileSystem = {
    readFile: (path) => (texts.has(path) ? (texts.get(path) ?? null) : below?.readFile?.(path)),
    ...(!looksItself && {
      fileExists: (path: string) => (texts.has(path) ? texts.get(path) !== undefined : below?.fileExists?.(path)),
    }),
    ...((!looksItself || asksForFolders) && {
      directoryExists: (path: string) => (folders.has(path) ? true : below?.directoryExists?.(path)),
    }),
    ...(below?.getAccessibleEntries && { getAccessibleEntries: below.getAccessibleEntries }),
    ...(below?.realpath && { realpath: below.realpath }),
  };
  const api = startApi({ cwd: root, fs }, lasting);
  const recentFiles = createRecentFiles(api);
  const askAhead = looksItself && whenOutOfStep ? createAhead(api, whenOutOfStep) : undefined;
  if (!below) {
    answerQuickly(api, (question, path) => {
      if (question === 'directoryExists') return folders.has(path) || 'disk';
      if (!texts.has(path)) return 'disk';
      return question === 'fileExists' ? texts.get(path) !== undefined : undefined;
    });
  }

  /** Work that is done while the compiler reads. */
  const works: Steps[] = [];
  return {
    meanwhile(steps) {
      if (!lasting) works.push(steps);
    },
    replace(next) {
      replaced = next;
    },
    touch(changes) {
      noteTouched(changes.created, false, true);
      noteTouched(changes.deleted, true, false);
      noteTouched(changes.changed, true, true);
    },
    open(input: ProgramInput): Program {
      const { name, directory, options, files, ambient = [], beside = false } = input;
      const configPath = `${directory}/tsconfig.docproof${lasting || beside ? `.${name}` : ''}.json`;
      const closed = lasting || beside ? [] : [...projects.keys()].filter((path) => path !== configPath);
      for (const path of closed) projects.delete(path);
      const opened = projects.has(configPath) ? [] : [configPath];
      const own = new Map(files.map((file) => [file.path, file.text]));
      const roots = [...files.map((file) => file.path), ...ambient];
      own.set(configPath, JSON.stringify({ compilerOptions: options, files: roots }));
      projects.set(configPath, own);
      const next = new Map<string, string | undefined>(replaced);
      for (const project of projects.values()) for (const [path, text] of project) next.set(path, text);
      // Before its first program the compiler knows of no file that could have changed.
      const compared = compareTexts(snapshot ? texts : next, next, (path) => fileSystem.kind(path) === 'file');
      if (looksItself) {
        // To tell of a thousand files that nobody names any more takes as long as to open a program.
        for (const path of compared.deleted.splice(0)) gone.add(path);
        for (const path of compared.created) if (gone.delete(path)) compared.changed.push(path);
      }
      const fileChanges = {
        created: [...touchedPaths({ was: false, is: true }), ...compared.created],
        deleted: [...touchedPaths({ was: true, is: false }), ...compared.deleted],
        changed: [...touchedPaths({ was: true, is: true }), ...compared.changed],
      };
      touched.clear();
      const unknown = looksItself ? files.filter(({ path }) => !texts.has(path)) : [];
      const introduced = unknown.length > 0 ? introduce(unknown, compared.changed, input) : undefined;
      if (introduced) closed.push(introduced.config);
      texts = next;
      folders.clear();
      for (const [path, text] of texts) {
        if (text === undefined) continue;
        for (let folder = path.slice(0, path.lastIndexOf('/')); folder.length > root.length; ) {
          if (folders.has(folder)) break;
          folders.add(folder);
          folder = folder.slice(0, folder.lastIndexOf('/'));
        }
      }
      const steps = inSteps(fileChanges, configPath).flatMap((step) =>
        lasting && opened.length === 0 ? oneByOne(step) : [step],
      );
      for (const step of steps) {
        const previous = snapshot;
        const work = stepsOf(introduced ? [introduced.reading, ...works] : works);
        snapshot = whileWaiting(api, work, () =>
          api.updateSnapshot({
            openProjects: opened,
            ...(closed.length > 0 && { closeProjects: closed }),
            ...(previous && { fileChanges: step }),
          }),
        );
        previous?.dispose();
      }
      const project = snapshot?.getProject(configPath) ?? (lasting || beside ? undefined : snapshot?.getProjects()[0]);
      if (!project) throw new Error(`the compiler opened no project for ${configPath}`);
      const namesOf = (path: string): NamesOfFile | undefined => {
        const text = own.get(path);
        return text === undefined ? undefined : namesRead.of({ path, text });
      };
      return programOf(project, recentFiles, namesOf, askAhead);
    },
    close: () => endCompiler(api),
  };
}
