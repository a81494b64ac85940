import type { PackageEntry, WorkspacePackage } from '../workspace/packages.ts';
import { joinInside } from '../workspace/path.ts';
import type { Workspace } from '../workspace/workspace.ts';

const inWorkspace = (root: string, path: string): string => (path === '' ? root : `${root}/${path}`);

/** The folder that a build of a package writes, and the one that it reads, as the main entry tells them. */
function buildOf({ directory, entries, manifest }: WorkspacePackage): { built: string; source: string } | undefined {
  const entry = entries.find(({ subpath }) => subpath === '.');
  const main = [manifest.main, manifest.module, manifest.types, manifest.typings].find(
    (one) => typeof one === 'string',
  );
  const target = typeof main === 'string' ? joinInside(main) : undefined;
  if (!entry || !target) return undefined;
  const segments = (path: string): string[] =>
    path.replace(/(?:\/index)?(?:\.d)?\.[mc]?[jt]sx?$|\/index$/, '').split('/');
  const built = segments(target);
  const source = segments(entry.source.slice(directory === '' ? 0 : directory.length + 1));
  while (built.length > 1 && source.length > 1 && built.at(-1) === source.at(-1)) {
    built.pop();
    source.pop();
  }
  const [from, to] = [built.join('/'), source.join('/')];
  return from === to || from === '' ? undefined : { built: from, source: to };
}

/**
 * Whether a subpath leads into the folder that a build of a package writes. Without `exports` every file there can be
 * imported, and not all of them are made of a file of the same name.
 */
export function isInBuild(owner: WorkspacePackage, subpath: string): boolean {
  const { built } = (owner.sealed ? undefined : buildOf(owner)) ?? {};
  return built !== undefined && subpath.startsWith(`./${built}/`);
}

/**
 * Maps what each package publishes to its source, in the form of a tsconfig's `paths`. Only published subpaths are
 * mapped, so that one that a package does not have stays unresolved as it would for a reader.
 */
export function packagePaths(workspace: Workspace): Record<string, string[]> {
  const paths: Record<string, string[]> = {};
  for (const owner of workspace.packages) {
    const { name, directory, entries, sealed, installed } = owner;
    if (name === '' || installed) continue;
    for (const { subpath, source } of entries) {
      const specifier = subpath === '.' ? name : `${name}/${subpath.slice(2)}`;
      // What a star stands for may be the folder of a source as well as its file.
      const sources = source.includes('*') ? [source, source.replace(/\*(\.\w+)$/, '*/index$1')] : [source];
      paths[specifier] = sources.map((one) => inWorkspace(workspace.root, one));
    }
    // Without `exports` any file can be imported. What is published is often built from `src`, which then stands for it.
    if (!sealed) {
      const base = inWorkspace(workspace.root, directory);
      paths[`${name}/*`] = [`${base}/*`, `${base}/src/*`];
      const { built, source } = buildOf(owner) ?? {};
      if (built !== undefined) paths[`${name}/${built}/*`] = [`${inWorkspace(base, source!)}/*`];
    }
  }
  return paths;
}

/**
 * The package that a file belongs to: the one in the deepest folder above it. A file of an installed package belongs to
 * that one or to none.
 */
export function packageOfFile(workspace: Workspace, absolute: string): WorkspacePackage | undefined {
  if (!absolute.startsWith(`${workspace.root}/`)) return undefined;
  const path = absolute.slice(workspace.root.length + 1);
  let found: WorkspacePackage | undefined;
  for (const candidate of workspace.packages) {
    const { directory } = candidate;
    if (directory !== '' && !path.startsWith(`${directory}/`)) continue;
    if (path.slice(directory.length).includes('node_modules/')) continue;
    if (!found || directory.length > found.directory.length) found = candidate;
  }
  return found;
}

/** The name of the package that a module specifier begins with; `undefined` for a relative path or a built-in module. */
export function packageNameOf(specifier: string): string | undefined {
  if (/^[./#]/.test(specifier) || /^[a-z]+:/.test(specifier)) return undefined;
  const segments = specifier.split('/');
  return specifier.startsWith('@') ? segments.slice(0, 2).join('/') : segments[0];
}

/** The package of the workspace that a module specifier names. */
export function packageOfSpecifier(workspace: Workspace, specifier: string): WorkspacePackage | undefined {
  const name = packageNameOf(specifier);
  return name === undefined ? undefined : workspace.packages.find((candidate) => candidate.name === name);
}

/** The tsconfig that says how the code of a folder reads: the nearest one at or above it. */
export function tsconfigFor(workspace: Workspace, directory: string): string | undefined {
  for (let at: string | undefined = directory; at !== undefined; at = at === '' ? undefined : joinInside(at, '..')) {
    const file = at === '' ? 'tsconfig.json' : `${at}/tsconfig.json`;
    if (workspace.files.has(file)) return file;
  }
  return undefined;
}

const script = /^(?!.*\.(?:test|spec|config|stories)\.)([\w-]+)\.(?:[mc]?tsx?|[mc]?jsx?)$/;

/**
 * The subpaths that a reader can import from a package, without those that stand for many. A package without `exports`
 * has, beside its main entry, the scripts in its folder.
 */
export function importableEntries(workspace: Workspace, owner: WorkspacePackage): readonly PackageEntry[] {
  const published = owner.entries.filter(({ subpath }) => !subpath.includes('*') && !subpath.endsWith('.json'));
  if (owner.sealed || owner.installed || published.length === 0) return published;
  const known = new Set(published.map(({ source }) => source));
  const loose = workspace.files.list(owner.directory).flatMap((name): PackageEntry[] => {
    const stem = script.exec(name)?.[1];
    const source = owner.directory === '' ? name : `${owner.directory}/${name}`;
    return stem === undefined || known.has(source) ? [] : [{ subpath: `./${stem}`, source }];
  });
  return [...published, ...loose];
}
