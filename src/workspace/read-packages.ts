import type { FileIndex } from './file-index.ts';
import { folderPattern } from './globs.ts';
import { isRecord, parseJsonObject } from './json.ts';
import { findEntries, publishedFiles } from './package-entries.ts';
import type { WorkspacePackage } from './packages.ts';
import { yamlParser } from './parsers.ts';
import { directoryOf, nameOf } from './path.ts';
import { readPlainYaml } from './plain-yaml.ts';

/** Manifests of Deno and of its registry, where a package has no package.json. */
const denoNames = ['deno.json', 'deno.jsonc', 'jsr.json'];

/** The workspace patterns of npm, Yarn, Bun, pnpm, Deno and Lerna, as they stand at the root. */
function workspacePatterns(files: FileIndex, manifest: Record<string, unknown> | undefined): string[] {
  const listed = isRecord(manifest?.workspaces) ? manifest.workspaces.packages : manifest?.workspaces;
  const patterns: unknown[] = Array.isArray(listed) ? [...listed] : [];
  const pnpm = files.read('pnpm-workspace.yaml');
  if (pnpm !== undefined) {
    try {
      const parsed: unknown = readPlainYaml(pnpm)?.data ?? yamlParser().parse(pnpm);
      if (isRecord(parsed) && Array.isArray(parsed.packages)) patterns.push(...parsed.packages);
    } catch {
      // Not this program's file to judge; the packages are then found by the other patterns.
    }
  }
  const deno = denoNames
    .map((name) => parseJsonObject(files.read(name))?.workspace)
    .find((value) => value !== undefined);
  const members = isRecord(deno) ? deno.members : deno;
  if (Array.isArray(members)) patterns.push(...members);
  const lerna = parseJsonObject(files.read('lerna.json'));
  if (Array.isArray(lerna?.packages)) patterns.push(...lerna.packages);
  return patterns.filter((pattern): pattern is string => typeof pattern === 'string');
}

/**
 * The packages whose documentation is under check: the root, and every folder that a workspace pattern names. A repository
 * that has manifests but no pattern is taken as a set of packages in `packages/`, as was usual before package managers knew
 * workspaces. Where there is no package.json, a manifest of Deno or of JSR that has a name stands for it.
 */
export function readPackages(files: FileIndex): WorkspacePackage[] {
  const rootManifest = parseJsonObject(files.read('package.json'));
  const patterns = workspacePatterns(files, rootManifest);
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).map(folderPattern);
  const unwanted = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => folderPattern(pattern.slice(1)));
  if (wanted.length === 0) wanted.push(folderPattern('packages/*'));

  const packages: WorkspacePackage[] = [];
  const seen = new Set<string>();
  const manifests = ['package.json', ...denoNames].flatMap((name) =>
    files.paths.filter((path) => nameOf(path) === name),
  );
  for (const path of manifests) {
    const directory = directoryOf(path);
    if (seen.has(directory)) continue;
    const member = wanted.some((matches) => matches(directory)) && !unwanted.some((matches) => matches(directory));
    if (directory !== '' && !member) continue;
    const manifest = parseJsonObject(files.read(path));
    // A program of Deno has a config too, and no name.
    if (!manifest || (nameOf(path) !== 'package.json' && typeof manifest.name !== 'string')) continue;
    seen.add(directory);
    const name = typeof manifest.name === 'string' ? manifest.name : '';
    packages.push({
      name,
      directory,
      private: manifest.private === true,
      installed: false,
      version: typeof manifest.version === 'string' ? manifest.version : undefined,
      manifest,
      ...findEntries(files, directory, manifest),
    });
  }
  if (packages.every(({ entries }) => entries.length === 0) && rootManifest) {
    packages.push(...installedPackages(files, rootManifest));
  }
  return packages;
}

/**
 * The direct dependencies that are installed. A repository that holds only a site documents packages that stand
 * elsewhere: what readers install is then the code that the docs are proven against.
 */
function installedPackages(files: FileIndex, root: Readonly<Record<string, unknown>>): WorkspacePackage[] {
  const fields = [root.dependencies, root.devDependencies, root.peerDependencies];
  const names = new Set(fields.flatMap((field) => (isRecord(field) ? Object.keys(field) : [])));
  return [...names].sort().flatMap((name): WorkspacePackage[] => {
    const directory = `node_modules/${name}`;
    const manifest = parseJsonObject(files.read(`${directory}/package.json`));
    if (!manifest) return [];
    const { exports } = manifest;
    return [
      {
        name,
        directory,
        private: false,
        installed: true,
        version: typeof manifest.version === 'string' ? manifest.version : undefined,
        manifest,
        entries: publishedFiles(directory, manifest),
        sealed: exports !== undefined && exports !== null,
        unresolved: [],
      },
    ];
  });
}
