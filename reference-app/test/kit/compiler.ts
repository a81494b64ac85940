import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { repositoryRoot } from '../../src/infrastructure/generator/generate-context.ts';

/** Texts by their paths from the root of the repository, each in the place of a file. `undefined` where there is none. */
export type Overlay = ReadonlyMap<string, string | undefined>;

/** The TypeScript compiler, for this repository with other texts in the places of some files. Nothing is written. */
export interface OverlayCompiler {
  /** What is wrong with the files of an overlay, and with `more` files: a line for each, with the path. */
  errorsOf(overlay: Overlay, more: readonly string[]): readonly string[];
  close(): void;
}

/** Starts the compiler. What it has found out about other files it knows for the next overlay too. */
export function startOverlayCompiler(): OverlayCompiler {
  const configPath = join(repositoryRoot, 'reference-app/tsconfig.overlay.json');
  let texts = new Map<string, string | undefined>();
  const api = new API({
    cwd: repositoryRoot,
    fs: {
      readFile: (path) => (texts.has(path) ? (texts.get(path) ?? null) : undefined),
      fileExists: (path) => (texts.has(path) ? texts.get(path) !== undefined : undefined),
    },
  });
  return {
    errorsOf(overlay, more) {
      const before = texts;
      texts = new Map([...overlay].map(([path, text]) => [join(repositoryRoot, path), text]));
      const roots = [...texts].flatMap(([path, text]) => (text === undefined ? [] : [path]));
      roots.push(...more.map((path) => join(repositoryRoot, path)));
      texts.set(configPath, JSON.stringify({ extends: '../tsconfig.json', files: roots, include: [], exclude: [] }));
      const changed = [...new Set([...before.keys(), ...texts.keys()])];
      const { program } = api
        .updateSnapshot(
          before.size === 0
            ? { openProjects: [configPath] }
            : {
                fileChanges: {
                  created: [],
                  deleted: [],
                  changed: changed.filter((path) => before.get(path) !== texts.get(path)),
                },
              },
        )
        .getProject(configPath)!;
      return roots.flatMap((path) =>
        [...program.getSyntacticDiagnostics(path), ...program.getSemanticDiagnostics(path)].map(
          ({ text }) => `${path.slice(repositoryRoot.length + 1)}: ${text}`,
        ),
      );
    },
    close: () => api.close(),
  };
}
