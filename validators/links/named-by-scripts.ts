import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf, nameOf } from '../../src/workspace/path.ts';

/** Finds a script of the repository that names a folder which is not there, and so may make it. */
export type NamedByScripts = (folder: string) => string | undefined;

const isScript = (path: string): boolean =>
  /\.[cm]?[jt]s$/.test(path) &&
  (/(^|\/)(scripts?|tools|tasks|build|\.build|codegen)\//.test(path) ||
    /^(build|generate|gen|docs|gulpfile)\b[^/]*$/.test(nameOf(path)));

/** Short names are words of every program. */
const shortest = 5;

/** Reads the scripts of a repository once, when a folder is missed. */
export function createNamedByScripts(files: FileIndex): NamedByScripts {
  let scripts: readonly string[] | undefined;
  return (folder) => {
    const name = nameOf(folder);
    if (name.length < shortest || files.paths.some((path) => nameOf(directoryOf(path)) === name)) return undefined;
    scripts ??= files.paths.filter(isScript);
    const quoted = new RegExp(`['"\`/]${name.replace(/[.*+?^${}()|\\]/g, '\\$&')}['"\`/]`);
    return scripts.find((path) => quoted.test(files.read(path) ?? ''));
  };
}
