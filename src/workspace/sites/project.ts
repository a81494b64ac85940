import type { FileIndex } from '../file-index.ts';
import { isRecord, parseJsonObject } from '../json.ts';
import { directoryOf, joinInside } from '../path.ts';
import { type ImportedModule, readStaticConfig, type StaticConfig } from './config.ts';

/** The project of a site: its folder, and its config read without running it. */
export interface SiteProject {
  readonly files: FileIndex;
  /** POSIX path of the project's folder. */
  readonly root: string;
  readonly configFile: string;
  readonly config: StaticConfig;
  /** A path below the project's folder. Paths that lead out of the workspace become the folder itself. */
  path(...parts: readonly string[]): string;
  /** The range of a dependency, from the nearest package.json that names it. */
  dependency(name: string): string | undefined;
}

const endings = [
  '',
  '.ts',
  '.mts',
  '.js',
  '.mjs',
  '.cjs',
  '.tsx',
  '/index.ts',
  '/index.js',
  '/index.mts',
  '/index.mjs',
];

/** Reads a module that another imports by a relative path. */
function loader(files: FileIndex, directory: string): (specifier: string) => ImportedModule | undefined {
  return (specifier) => {
    if (!specifier.startsWith('.')) return undefined;
    const base = joinInside(directory, specifier);
    if (base === undefined) return undefined;
    for (const ending of [...endings, '.js→.ts']) {
      const path = ending === '.js→.ts' ? base.replace(/\.([cm]?)js$/, '.$1ts') : base + ending;
      if (!files.has(path)) continue;
      const text = files.read(path);
      if (text === undefined) continue;
      const isData = path.endsWith('.json');
      return { text: isData ? `export default ${text}` : text, load: loader(files, directoryOf(path)) };
    }
    return undefined;
  };
}

/** Opens the project of a site by its config. */
export function openProject(files: FileIndex, configFile: string, root: string): SiteProject {
  const config = readStaticConfig(files.read(configFile) ?? '', loader(files, directoryOf(configFile)));
  return {
    files,
    root,
    configFile,
    config,
    path: (...parts) => joinInside(root, ...parts) ?? root,
    dependency(name) {
      for (let directory = root; ; directory = directoryOf(directory)) {
        const manifest = parseJsonObject(files.read(directory === '' ? 'package.json' : `${directory}/package.json`));
        for (const field of [manifest?.dependencies, manifest?.devDependencies, manifest?.peerDependencies]) {
          const range = isRecord(field) ? field[name] : undefined;
          if (typeof range === 'string') return range;
        }
        if (directory === '') return undefined;
      }
    },
  };
}

/** The files of a folder, as paths relative to it. */
export function filesBelow(files: FileIndex, folder: string): string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return files.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
}

/** A base path as it is written in configs, without a slash at its end. */
export function cleanBase(base: string | undefined): string {
  const clean = (base ?? '').replace(/\/+$/, '').replace(/^\.$/, '');
  return clean === '' || clean.startsWith('/') ? clean : `/${clean}`;
}

/** An address without its slash at the end; the root is `/`. */
export function cleanRoute(route: string): string {
  const clean = `/${route}`.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  return clean === '' ? '/' : clean;
}
