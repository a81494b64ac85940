import type { FileIndex } from './file-index.ts';
import { isRecord, parseJsonObject } from './json.ts';
import type { PackageEntry } from './packages.ts';
import { joinInside, nameOf } from './path.ts';

/** What a package publishes and where the source of it is. */
export interface PackageEntries {
  readonly entries: readonly PackageEntry[];
  readonly sealed: boolean;
  readonly unresolved: readonly string[];
}

const isDeclaration = (path: string): boolean => /\.d\.[mc]?ts$/.test(path);
const isSource = (path: string): boolean => /\.[mc]?tsx?$/.test(path) && !isDeclaration(path);

/** Source endings to try for a built file, the likeliest first. */
const sourceEndings = (built: string): readonly string[] =>
  /\.d\.mts$|\.mjs$/.test(built)
    ? ['.mts', '.ts', '.tsx', '.d.mts', '.d.ts', '.mjs']
    : /\.d\.cts$|\.cjs$/.test(built)
      ? ['.cts', '.ts', '.tsx', '.d.cts', '.d.ts', '.cjs']
      : ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.jsx', '.mjs'];

const builtEnding = /(\.d\.[mc]?ts|\.[mc]?jsx?|\.[mc]?tsx?)$/;
const buildFolder =
  /^(dist|lib|build|out|output|target|esm|cjs|es|umd|types|typings|module|modern|legacy|commonjs|dts|bundles?|node|browser|development|production|_?esm\d*|es\d+|fesm\d+|src)$/i;
/** A name such as `index.development.js` is a variant of `index.js`. */
const variant = /\.(development|production|min|umd|cjs|esm|es|mjs|modern|legacy|module|prod|dev|node|browser)(?=\.|$)/g;

/** Conditions such as `types@<5.4`, which hold for no compiler that checks examples. */
const olderCompilers = /^types@\s*<=?/;

/** The targets of an `exports` value, the likeliest to be source first. */
function* targets(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* targets(item);
  else if (isRecord(value)) {
    const conditions = Object.entries(value);
    const rank = ([condition]: [string, unknown]): number => {
      if (/(^|[/-])(source|src)$/.test(condition)) return 0;
      if (condition.startsWith('@')) return 1;
      if (condition === 'types' || condition.startsWith('types@')) return 2;
      if (condition === 'import' || condition === 'default' || condition === 'node' || condition === 'module') return 3;
      return 4;
    };
    const current = conditions.filter(([condition]) => !olderCompilers.test(condition));
    for (const [, inner] of current.sort((a, b) => rank(a) - rank(b))) yield* targets(inner);
  }
}

/** The folders of the package where its source may stand, from its tsconfig and from custom. */
function sourceRoots(files: FileIndex, directory: string): string[] {
  const roots: string[] = [];
  const config = parseJsonObject(files.read(directory === '' ? 'tsconfig.json' : `${directory}/tsconfig.json`));
  const options = isRecord(config?.compilerOptions) ? config.compilerOptions : {};
  if (typeof options.rootDir === 'string') {
    const root = joinInside(options.rootDir);
    if (root !== undefined) roots.push(root);
  }
  return [...roots, 'src', 'source', 'lib', ''];
}

/** Finds the source of a published file: the file itself where it is source, else its counterpart outside the build. */
function sourceOf(files: FileIndex, directory: string, roots: readonly string[], target: string): string | undefined {
  const inside = joinInside(directory, target);
  if (inside === undefined) return undefined;
  const exists = (path: string): boolean => (path.includes('*') ? starExists(files, path) : files.has(path));
  if (isSource(inside) && exists(inside)) return inside;

  const relative = joinInside(target) ?? '';
  const stem = relative.replace(builtEnding, '');
  const endings = sourceEndings(relative);
  const plain = stem.replace(variant, '');
  const segments = plain.split('/');
  let built = 0;
  while (built < segments.length - 1 && buildFolder.test(segments[built]!)) built += 1;
  const candidates: string[] = [];
  for (let drop = built; drop >= 0; drop -= 1) {
    const rest = segments.slice(drop).join('/');
    for (const root of roots) {
      const base = joinInside(directory, root, rest);
      if (base === undefined) continue;
      for (const ending of endings) candidates.push(base + ending);
      for (const ending of endings) candidates.push(`${base}/index${ending}`);
    }
  }
  const found = candidates.find(exists);
  if (found !== undefined) return found;
  return exists(inside) && builtEnding.test(inside) ? inside : undefined;
}

function starExists(files: FileIndex, pattern: string): boolean {
  const [before = '', after = ''] = pattern.split('*');
  return files.paths.some(
    (path) => path.length > before.length + after.length && path.startsWith(before) && path.endsWith(after),
  );
}

/** The subpaths of `exports`, with `.` for a value that has none. */
function subpaths(exports: unknown): [string, unknown][] {
  if (!isRecord(exports)) return [['.', exports]];
  const keys = Object.keys(exports);
  return keys.some((key) => key.startsWith('.')) ? Object.entries(exports) : [['.', exports]];
}

const isCode = (target: string): boolean => builtEnding.test(target) || !/\.[a-z0-9]+$/i.test(nameOf(target));

/**
 * Reads what a package publishes and finds the source behind each subpath, so that examples are judged against the code
 * as it is and not against the last build of it.
 */
export function findEntries(
  files: FileIndex,
  directory: string,
  manifest: Readonly<Record<string, unknown>>,
): PackageEntries {
  const published = isRecord(manifest.publishConfig) ? manifest.publishConfig : {};
  const exports = manifest.exports ?? published.exports;
  const roots = sourceRoots(files, directory);
  const entries: PackageEntry[] = [];
  const unresolved: string[] = [];
  const add = (subpath: string, candidates: Iterable<string>): void => {
    let code = false;
    let other = false;
    for (const target of candidates) {
      if (!isCode(target)) {
        other = true;
        continue;
      }
      code = true;
      const source = sourceOf(files, directory, roots, target);
      if (source === undefined) continue;
      entries.push({ subpath, source });
      return;
    }
    if (!code) {
      // A stylesheet or the like, which a build may make.
      if (other) unresolved.push(subpath);
      return;
    }
    // A bundle need not be named after its source: the subpath itself then is, as in most repositories.
    const name = subpath === '.' ? 'index' : subpath.slice(2);
    const source = sourceOf(files, directory, roots, `./${name}.js`);
    if (source !== undefined && !/\.[mc]?js$/.test(source)) entries.push({ subpath, source });
    else unresolved.push(subpath);
  };

  if (exports !== undefined && exports !== null) {
    // What is published may have more than the repository uses itself.
    const own = new Map(subpaths(exports));
    const whenPublished = new Map(published.exports === undefined ? [] : subpaths(published.exports));
    for (const subpath of new Set([...own.keys(), ...whenPublished.keys()])) {
      const values = [own.get(subpath), whenPublished.get(subpath)];
      if (!values.includes(null))
        add(
          subpath,
          values.flatMap((value) => [...targets(value)]),
        );
    }
    return { entries, sealed: true, unresolved };
  }
  const fields = ['source', 'types', 'typings', 'module', 'main'];
  const named = [published, manifest]
    .flatMap((holder) => fields.map((field) => holder[field]))
    .filter((target): target is string => typeof target === 'string');
  add('.', [...named, 'src/index.ts', 'index.ts', 'index.js']);
  return { entries, sealed: false, unresolved: entries.length > 0 ? [] : unresolved };
}

/** What an installed package publishes: the file that its types are read from, or else the first that it names. */
export function publishedFiles(directory: string, manifest: Readonly<Record<string, unknown>>): PackageEntry[] {
  const { exports } = manifest;
  const listed: [string, unknown][] =
    exports === undefined || exports === null
      ? [['.', manifest.types ?? manifest.typings ?? manifest.main ?? './index.js']]
      : subpaths(exports);
  return listed.flatMap(([subpath, value]) => {
    const target = [...targets(value)].find(isCode);
    const source = target === undefined ? undefined : joinInside(directory, target);
    return source === undefined ? [] : [{ subpath, source }];
  });
}
