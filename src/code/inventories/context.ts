import { createSourceText, type Location, type SourceText } from '../../workspace/source-text.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Program } from '../compiler/port.ts';
import { packageOfFile } from '../package-paths.ts';

/** What a collector may ask for. */
export interface CollectContext {
  readonly workspace: Workspace;
  /** The program that all entry points and sources of facts are part of. */
  readonly program: Program;
  /** Whether exports that are marked as internal are facts too. */
  readonly withInternal: boolean;
  /** A range of a file of the workspace, by its POSIX path. */
  locate(file: string, start: number, end: number): Location;
  /** The absolute path of a file of the workspace. */
  absolute(file: string): string;
  /** The POSIX path of a file below the root; `undefined` when it stands elsewhere. */
  relative(path: string): string | undefined;
  /** The name of the package that a file belongs to; empty when it has none. */
  packageOf(file: string): string;
}

/** Makes the context. Each file is split into lines once. */
export function createCollectContext(workspace: Workspace, program: Program, withInternal = false): CollectContext {
  const texts = new Map<string, SourceText>();
  const textOf = (file: string): SourceText => {
    const known = texts.get(file) ?? createSourceText(file, workspace.files.read(file) ?? '');
    texts.set(file, known);
    return known;
  };
  const absolute = (file: string): string => `${workspace.root}/${file}`;
  return {
    workspace,
    program,
    withInternal,
    absolute,
    locate: (file, start, end) => textOf(file).locate(start, end),
    relative: (path) => (path.startsWith(`${workspace.root}/`) ? path.slice(workspace.root.length + 1) : undefined),
    packageOf: (file) => packageOfFile(workspace, absolute(file))?.name ?? '',
  };
}
