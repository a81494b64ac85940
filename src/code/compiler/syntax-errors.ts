import type { Diagnostic, Project } from 'typescript/unstable/sync';

/** Files that are asked about one by one before all are. */
const few = 8;

const none: readonly Diagnostic[] = [];

/**
 * Tells what keeps files of a program from being parsed. Whoever asks about many files asks about all of them, so that they
 * are answered together: to ask takes longer than to know, and few files have anything to tell.
 */
export function createSyntaxErrors(program: Project['program']): (path: string) => readonly Diagnostic[] {
  let asked = 0;
  let all: Map<string | undefined, Diagnostic[]> | undefined;
  return (path) => {
    if (asked < few) {
      asked += 1;
      return program.getSyntacticDiagnostics(path);
    }
    all ??= Map.groupBy(program.getSyntacticDiagnostics(), ({ fileName }) => fileName);
    return all.get(path) ?? none;
  };
}
