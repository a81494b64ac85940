import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf, nameOf } from '../../src/workspace/path.ts';

/** Finds the script of the repository that names what is not there, and so may make it. */
export interface NamedByScripts {
  /** By the name of a folder, anywhere in a path. */
  folder(path: string): string | undefined;
  /** By the file of the page at an address, its folder included. */
  page(route: string): string | undefined;
}

const isScript = (path: string): boolean =>
  /\.[cm]?[jt]s$/.test(path) &&
  (/(^|\/)(scripts?|tools|tasks|build|\.build|codegen)\//.test(path) ||
    /^(build|generate|gen|docs|gulpfile)\b[^/]*$/.test(nameOf(path)));

/** Short names are words of every program. */
const shortest = 5;

/** Reads the scripts of a repository once, when a folder is missed. */
export function createNamedByScripts(files: FileIndex): NamedByScripts {
  let scripts: readonly string[] | undefined;
  const naming = (pattern: string): string | undefined => {
    scripts ??= files.paths.filter(isScript);
    const quoted = new RegExp(pattern);
    return scripts.find((path) => quoted.test(files.read(path) ?? ''));
  };
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return {
    folder(path) {
      const name = nameOf(path);
      if (name.length < shortest || files.paths.some((known) => nameOf(directoryOf(known)) === name)) return undefined;
      return naming(`['"\`/]${escaped(name)}['"\`/]`);
    },
    page(route) {
      const end = route.split('/').slice(-2).join('/');
      return end.startsWith('/') ? undefined : naming(`['"\`/]${escaped(end)}\\.mdx?['"\`]`);
    },
  };
}
