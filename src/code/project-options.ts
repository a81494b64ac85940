import { isJsonObject, isRecord, parseJsonObject } from '../workspace/json.ts';
import { directoryOf, joinInside } from '../workspace/path.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The options of a project that say how its code reads, with paths made absolute. */
export interface ProjectOptions {
  readonly options: Readonly<Record<string, unknown>>;
  /** Options that TypeScript 7 no longer has, as the project wrote them. */
  readonly mapped: readonly string[];
  /** What of the config could not be read, each a sentence without its full stop. */
  readonly problems: readonly string[];
}

/** Options that decide what the types of the project's own code are, and how an example in it is judged. */
const kept = [
  'allowArbitraryExtensions',
  'allowSyntheticDefaultImports',
  'allowUmdGlobalAccess',
  'customConditions',
  'emitDecoratorMetadata',
  'exactOptionalPropertyTypes',
  'experimentalDecorators',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'lib',
  'noImplicitAny',
  'noImplicitOverride',
  'noImplicitReturns',
  'noImplicitThis',
  'noPropertyAccessFromIndexSignature',
  'noUncheckedIndexedAccess',
  'strict',
  'strictBindCallApply',
  'strictBuiltinIteratorReturn',
  'strictFunctionTypes',
  'strictNullChecks',
  'strictPropertyInitialization',
  'types',
  'useDefineForClassFields',
  'useUnknownInCatchVariables',
] as const;

/** Options that are gone whatever their value. */
const removed = [
  'charset',
  'downlevelIteration',
  'importsNotUsedAsValues',
  'keyofStringsOnly',
  'noImplicitUseStrict',
  'noStrictGenericChecks',
  'out',
  'outFile',
  'preserveValueImports',
  'suppressExcessPropertyErrors',
  'suppressImplicitAnyIndexErrors',
];
const removedModules = new Set(['none', 'amd', 'umd', 'system']);
const removedResolutions = new Set(['node', 'node10', 'classic']);

interface Layer {
  readonly directory: string;
  readonly options: Record<string, unknown>;
}

/** The config and what it extends, the outermost base first, with what of it could not be read. */
interface Layers {
  readonly layers: readonly Layer[];
  readonly problems: readonly string[];
}

function layersOf(workspace: Workspace, file: string, seen: ReadonlySet<string> = new Set()): Layers {
  const { files } = workspace;
  const text = files.read(file);
  const config = parseJsonObject(text);
  if (seen.has(file)) return { layers: [], problems: [`${file} extends itself`] };
  const invalid = text !== undefined && !isJsonObject(text);
  const problems = invalid ? [`${file} is no valid JSON; what could be read of it was used`] : [];
  if (!config) return { layers: [], problems };
  const directory = directoryOf(file);
  const bases = [config.extends].flat().filter((base): base is string => typeof base === 'string');
  const inherited = bases.map((base) => {
    const path = base.startsWith('.') ? joinInside(directory, base) : `node_modules/${base}`;
    const found = [path, `${path}.json`, `${path}/tsconfig.json`].find(
      (name) => name && files.read(name) !== undefined,
    );
    if (found !== undefined) return layersOf(workspace, found, new Set([...seen, file]));
    const where = base.startsWith('.') ? 'there' : 'installed';
    return { layers: [], problems: [`${file} extends ${base}, which is not ${where}`] };
  });
  const own = { directory, options: isRecord(config.compilerOptions) ? config.compilerOptions : {} };
  return {
    layers: [...inherited.flatMap((base) => base.layers), own],
    problems: [...problems, ...inherited.flatMap((base) => base.problems)],
  };
}

const absolute = (root: string, directory: string, path: string): string => {
  if (path.startsWith('/')) return path;
  const inside = joinInside(directory, path);
  return inside === undefined ? `${root}/${path}` : inside === '' ? root : `${root}/${inside}`;
};

/** Reads a tsconfig as far as examples are concerned, and maps what TypeScript 7 removed to its nearest equivalent. */
export function readProjectOptions(workspace: Workspace, file: string): ProjectOptions {
  const options: Record<string, unknown> = {};
  const mapped = new Set<string>();
  let base: string | undefined;
  let paths: { directory: string; value: Record<string, unknown> } | undefined;
  const { layers, problems } = layersOf(workspace, file);
  for (const layer of layers) {
    const { options: own, directory } = layer;
    for (const name of kept) if (own[name] !== undefined) options[name] = own[name];
    if (typeof own.baseUrl === 'string') base = absolute(workspace.root, directory, own.baseUrl);
    if (isRecord(own.paths)) paths = { directory, value: own.paths };
    const word = (name: string): string => String(own[name] ?? '').toLowerCase();
    if (own.baseUrl !== undefined) mapped.add('baseUrl');
    if (removedModules.has(word('module'))) mapped.add(`module: ${own.module}`);
    if (removedResolutions.has(word('moduleResolution'))) mapped.add(`moduleResolution: ${own.moduleResolution}`);
    if (/^es[35]$/.test(word('target'))) mapped.add(`target: ${own.target}`);
    for (const name of removed) if (own[name] !== undefined) mapped.add(name);
    if (own.alwaysStrict === false) mapped.add('alwaysStrict: false');
    if (own.esModuleInterop === false) mapped.add('esModuleInterop: false');
    if (own.allowSyntheticDefaultImports === false) {
      mapped.add('allowSyntheticDefaultImports: false');
      delete options.allowSyntheticDefaultImports;
    }
  }
  const resolved: Record<string, string[]> = {};
  for (const [pattern, targets] of Object.entries(paths?.value ?? {})) {
    if (!Array.isArray(targets)) continue;
    resolved[pattern] = targets
      .filter((target): target is string => typeof target === 'string')
      .map((target) =>
        base === undefined
          ? absolute(workspace.root, paths!.directory, target)
          : `${base}/${target.replace(/^\.\//, '')}`,
      );
  }
  if (base !== undefined && resolved['*'] === undefined) resolved['*'] = [`${base}/*`];
  return { options: { ...options, paths: resolved }, mapped: [...mapped].sort(), problems };
}
