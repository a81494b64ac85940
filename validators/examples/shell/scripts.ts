import { isRecord, parseJsonObject } from '../../../src/workspace/json.ts';
import { directoryOf, nameOf } from '../../../src/workspace/path.ts';
import type { Workspace } from '../../../src/workspace/workspace.ts';

/** The scripts of one package. */
export interface PackageScripts {
  readonly name: string;
  /** POSIX path of its folder, `''` for the root. */
  readonly directory: string;
  readonly names: readonly string[];
}

/** What can be run by name in the repository. */
export interface ScriptIndex {
  /** The name of every script, once. */
  readonly names: readonly string[];
  /** The name of every package that has one. */
  readonly packages: readonly string[];
  /** The packages that a name or a folder, as a package manager is given it, stands for. */
  packagesNamed(name: string): readonly PackageScripts[];
}

const recordKeys = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : []);

/**
 * Reads the scripts of every package.json of the repository, members of the workspace or not: an example that stands in
 * a folder of its own is run too. Without a script, `npm start` runs `server.js`.
 */
export function readScripts({ files }: Workspace): ScriptIndex {
  const packages = files.paths
    .filter((path) => nameOf(path) === 'package.json')
    .flatMap((path): PackageScripts[] => {
      const manifest = parseJsonObject(files.read(path));
      if (!manifest) return [];
      const directory = directoryOf(path);
      const server = files.has(directory === '' ? 'server.js' : `${directory}/server.js`) ? ['start'] : [];
      const name = typeof manifest.name === 'string' ? manifest.name : '';
      return [{ name, directory, names: [...recordKeys(manifest.scripts), ...server] }];
    });
  return {
    names: [...new Set(packages.flatMap(({ names }) => names))],
    packages: packages.map(({ name }) => name).filter((name) => name !== ''),
    packagesNamed(name) {
      const folder = name.replace(/^\.\//, '').replace(/\/+$/, '');
      return packages.filter(
        (one) => one.name === name || one.name.endsWith(`/${name}`) || one.directory === (folder === '.' ? '' : folder),
      );
    },
  };
}
