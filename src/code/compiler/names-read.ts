import type { SourceFile } from 'typescript/unstable/ast';
import { undeclaredNames } from './free-names.ts';
import { topLevelNames } from './modules.ts';
import type { TopLevelName, VirtualFile } from './port.ts';
import { releaseNodes } from './release-nodes.ts';
import type { Steps } from './waiting.ts';

/** What the text of a file alone tells of its names. */
export interface NamesOfFile {
  /** The names that it refers to and does not declare. */
  readonly undeclared: readonly string[];
  /** The names that it declares at its top level. */
  readonly declared: readonly TopLevelName[];
}

/** Keeps what texts tell of their names, whatever program they are a part of. */
export interface NamesRead {
  /** What is known of a file with this text. */
  of(file: VirtualFile): NamesOfFile | undefined;
  /** Reads the names of files, a file a step. */
  inSteps(files: readonly VirtualFile[], treeOf: (path: string) => SourceFile | undefined): Steps;
}

export function createNamesRead(): NamesRead {
  const known = new Map<string, NamesOfFile & Pick<VirtualFile, 'text'>>();
  return {
    of({ path, text }) {
      const names = known.get(path);
      return names?.text === text ? names : undefined;
    },
    *inSteps(files, treeOf) {
      for (const { path, text } of files) {
        const tree = treeOf(path);
        if (!tree) continue;
        known.set(path, { text, undeclared: undeclaredNames(tree), declared: [...topLevelNames(tree)] });
        releaseNodes(tree);
        yield;
      }
    },
  };
}
