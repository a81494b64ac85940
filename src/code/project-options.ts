import { isRecord, parseJsonObject } from '../workspace/json.ts';
import { directoryOf, joinInside } from '../workspace/path.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The options of a project that say how its code reads, with paths made absolute. */
export interface ProjectOptions {
  readonly options: Readonly<Record<string, unknown>>;
  /** Options that TypeScript 7 no longer has, as the project wrote them. */
  readonly mapped: readonly string[];
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

const removedModules = new Set(['none', 'amd', 'umd', 'system']);
const removedResolutions = new Set(['node', 'node10', 'classic']);

interface Layer {
  readonly directory: string;
  readonly options: Record<string, unknown>;
}

/** The config and what it extends, the outermost base first. What is not in the workspace, such as a package, is left out. */
function layers(workspace: Workspace, file: string, seen: ReadonlySet<string> = new Set()): Layer[] {
  const config = parseJsonObject(workspace.files.read(file));
  if (!config || seen.has(file)) return [];
  const directory = directoryOf(file);
  const bases = [config.extends].flat().filter((base): base is string => typeof base === 'string');
  const inherited = bases.flatMap((base) => {
    if (!base.startsWith('.')) return [];
    const path = joinInside(directory, base);
    const found = [path, `${path}.json`, `${path}/tsconfig.json`].find((name) => name && workspace.files.has(name));
    return found === undefined ? [] : layers(workspace, found, new Set([...seen, file]));
  });
  return [...inherited, { directory, options: isRecord(config.compilerOptions) ? config.compilerOptions : {} }];
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
  for (const layer of layers(workspace, file)) {
    const { options: own, directory } = layer;
    for (const name of kept) if (own[name] !== undefined) options[name] = own[name];
    if (typeof own.baseUrl === 'string') base = absolute(workspace.root, directory, own.baseUrl);
    if (isRecord(own.paths)) paths = { directory, value: own.paths };
    const word = (name: string): string => String(own[name] ?? '').toLowerCase();
    if (own.baseUrl !== undefined) mapped.add('baseUrl');
    if (removedModules.has(word('module'))) mapped.add(`module: ${own.module}`);
    if (removedResolutions.has(word('moduleResolution'))) mapped.add(`moduleResolution: ${own.moduleResolution}`);
    if (/^es[35]$/.test(word('target'))) mapped.add(`target: ${own.target}`);
    for (const name of ['downlevelIteration', 'outFile', 'importsNotUsedAsValues', 'preserveValueImports', 'charset']) {
      if (own[name] !== undefined) mapped.add(name);
    }
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
  return { options: { ...options, paths: resolved }, mapped: [...mapped].sort() };
}
