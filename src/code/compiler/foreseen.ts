import type { SourceFile } from 'typescript/unstable/ast';
import type { Symbol as NativeSymbol, Project } from 'typescript/unstable/sync';
import type { AskAhead } from './ahead.ts';
import type { NamesOfFile } from './names-read.ts';
import type { ForeseenQuestion } from './port.ts';
import { createSeries, createSeriesInSteps } from './series.ts';
import type { Uses } from './uses.ts';

/** A question that is asked about many files. */
interface Foreseen {
  /** Says about which files it will be asked, in this order. */
  announce(paths: readonly string[], names: ReadonlySet<string>): void;
  /** To be called before it is asked about a file. */
  reach(path: string): void;
}

/** What answers rest on. */
interface Sources {
  readonly project: Project;
  readonly uses: Uses;
  fileAt(path: string): SourceFile | undefined;
  /** Keeps the symbol of a module. */
  keepModule(path: string, module: NativeSymbol | undefined): void;
  /** What was read of the names of a file before. */
  namesOf(path: string): NamesOfFile | undefined;
  /** Reads the names that a file does not declare, and keeps them. */
  keepNames(path: string): readonly string[];
  lookUpGlobals(names: ReadonlySet<string>): void;
}

/** Asks the compiler ahead for what questions about many files need. */
export function createForeseen(
  ask: AskAhead,
  { project: { program, checker }, uses, fileAt, ...keep }: Sources,
): Readonly<Record<ForeseenQuestion, Foreseen>> {
  const tree = (path: string) => program.getSourceFile(path);
  const trees = createSeries(ask, tree);
  let wanted: ReadonlySet<string> = new Set();
  const used = createSeriesInSteps(ask, tree, (paths) =>
    paths.map((path) => {
      const file = fileAt(path);
      return () => file && uses.symbolsIn(file, wanted);
    }),
  );
  const exported = createSeriesInSteps(ask, tree, (paths) => {
    const files = paths.map(fileAt);
    const moduleOf = (file: SourceFile | undefined) => file && checker.getSymbolAtLocation(file);
    ask(files.map((file) => () => moduleOf(file)));
    const modules = files.map(moduleOf);
    for (const [index, path] of paths.entries()) keep.keepModule(path, modules[index]);
    return modules.map((module) => () => module && checker.getExportsOfModule(module));
  });
  return {
    semanticErrors: createSeries(ask, (path) => program.getSemanticDiagnostics(path)),
    exportedFrom: exported,
    usesOf: {
      announce(paths, names) {
        wanted = names;
        used.announce(paths);
      },
      reach: used.reach,
    },
    freeNamesOf: {
      announce(paths) {
        trees.announce(paths.filter((path) => keep.namesOf(path) === undefined));
        const names = paths.flatMap((path) => {
          trees.reach(path);
          return keep.keepNames(path);
        });
        keep.lookUpGlobals(new Set(names));
      },
      reach: () => undefined,
    },
  };
}
