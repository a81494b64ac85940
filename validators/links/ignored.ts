import ignore, { type Ignore } from 'ignore';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf } from '../../src/workspace/path.ts';

/** Why a path that is not in the index may exist all the same. */
export interface UnlistedReason {
  readonly reason: string;
  /** True when git ignores this file alone, and not the folder that a build makes: it is on the author's disk only. */
  readonly ignored: boolean;
}

/** Tells what a link may point at although the workspace does not hold it. */
export interface Unlisted {
  /** `undefined` when the path cannot exist. */
  reason(path: string): UnlistedReason | undefined;
}

/** Reads the ignore files and submodules of a repository when they are first asked about. */
export function createUnlisted(files: FileIndex): Unlisted {
  const rules = new Map<string, Ignore | undefined>();
  const rulesOf = (directory: string): Ignore | undefined => {
    if (!rules.has(directory)) {
      const text = files.read(directory === '' ? '.gitignore' : `${directory}/.gitignore`);
      rules.set(directory, text === undefined ? undefined : ignore().add(text));
    }
    return rules.get(directory);
  };
  let modules: readonly string[] | undefined;
  return {
    reason(path) {
      if (path.split('/').includes('node_modules'))
        return { reason: 'it points at what a package manager installs', ignored: false };
      modules ??= [...(files.read('.gitmodules') ?? '').matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)].map(
        (match) => match[1]!,
      );
      if (modules.some((module) => path === module || path.startsWith(`${module}/`)))
        return { reason: 'it points into a submodule', ignored: false };
      for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
        const inside = directory === '' ? path : path.slice(directory.length + 1);
        const rules = rulesOf(directory);
        if (rules?.ignores(inside)) {
          const parent = directoryOf(inside);
          return {
            reason: 'git ignores its target, which a build makes',
            ignored: parent === '' || !rules.ignores(`${parent}/`),
          };
        }
        // Git keeps no empty folders: one that lists nothing is a link to a folder, or holds only ignored files.
        if (directory !== '' && files.hasDirectory(directory) && files.list(directory).length === 0) {
          return { reason: 'its target stands in a linked folder', ignored: false };
        }
        if (directory === '') return undefined;
      }
    },
  };
}
