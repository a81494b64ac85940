import { readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ParseError } from 'jsonc-parser';
import type { Config, ResolvedConfig } from './define.ts';
import { builtJsonSchema, type JsonSchema } from './json-schema.ts';
import { nearest } from './nearest.ts';
import { surelyMeets } from './surely-meets.ts';

/** A config that cannot be used. The message says where and what to do. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/** The names that a config is looked for under, in this order. */
export const configFileNames = ['docproof.config.ts', 'docproof.config.mjs', 'docproof.config.json'] as const;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The config file of a repository; `undefined` when it has none. */
export function findConfigFile(root: string): string | undefined {
  const found = configFileNames.map((name) => join(root, name)).filter(isFile);
  if (found.length > 1) {
    const names = found.map((path) => basename(path));
    throw new ConfigError(`There are two configs, ${names.join(' and ')}. Keep one of them, or name it with --config.`);
  }
  return found[0];
}

/** Where a key of a JSON config stands, for messages. */
type Place = (path: readonly PropertyKey[]) => string;

/**
 * Reads a config and checks it against its schema. `ruleIds` are the rules that its `rules` may name. `built` is the schema
 * that the build wrote, where there is one.
 */
export async function loadConfig(
  file: string,
  ruleIds: readonly string[],
  built = builtJsonSchema(),
): Promise<ResolvedConfig> {
  if (!isFile(file)) throw new ConfigError(`There is no config at ${file}. Name one that exists with --config.`);
  const { value, place } = /^\.jsonc?$/.test(extname(file)) ? await readJson(file) : await readModule(file);
  const { config, problems } = await readConfig(value, place, built);
  for (const id of Object.keys(config.rules ?? {})) {
    if (ruleIds.includes(id)) continue;
    const meant = nearest(id, ruleIds);
    const hint = meant === undefined ? 'Run `docproof explain` to see all rules.' : `Did you mean \`${meant}\`?`;
    problems.push(`${place(['rules', id])} \`rules\` names \`${id}\`, which is no rule. ${hint}`);
  }
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  const { $schema: _, ...own } = config;
  return { ...own, file };
}

/** What a config file holds, and what is wrong with it. */
interface ConfigReading {
  readonly config: Config & { readonly $schema?: string | undefined };
  readonly problems: string[];
}

/**
 * Holds a config to its schema. Most are right, and the library that tells what is wrong with one takes long to load: where
 * there is a build, the schema that it wrote tells that nothing is.
 */
async function readConfig(value: unknown, place: Place, built: JsonSchema | undefined): Promise<ConfigReading> {
  if (built && surelyMeets(value, built)) return { config: value as Config, problems: [] };
  const { configSchema, keysBeside } = await import('./schema.ts');
  const result = configSchema.safeParse(value);
  const problems: string[] = [];
  for (const issue of result.error?.issues ?? []) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of keys) {
      const path = key === undefined ? issue.path : [...issue.path, key];
      problems.push(`${place(path)} ${describe(issue, path, key, keysBeside(path))}`);
    }
  }
  return { config: (result.data ?? {}) as Config, problems };
}

interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
}

function describe(
  issue: Issue,
  path: readonly PropertyKey[],
  unknown: string | undefined,
  known: readonly string[],
): string {
  const name = path.map(String).join('.');
  if (unknown === undefined) {
    const what = name === '' ? 'The config' : `\`${name}\``;
    return `${what} is not what it should be: ${issue.message.replace(/^Invalid (input|option): /, '')}.`;
  }
  const keys = known.filter((key) => key !== '$schema');
  const meant = nearest(unknown, keys);
  const hint = meant === undefined ? `The keys are ${keys.join(', ')}.` : `Did you mean \`${meant}\`?`;
  return `\`${name}\` is not a key of the config. ${hint}`;
}

async function readJson(file: string): Promise<{ value: unknown; place: Place }> {
  const { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } = await import('jsonc-parser');
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${(error as Error).message}.`);
  }
  const at = (offset: number): string => {
    const before = text.slice(0, offset).split('\n');
    return `${file}:${before.length}:${before.at(-1)!.length + 1}:`;
  };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first || !tree) {
    const what = first
      ? printParseErrorCode(first.error)
          .replace(/([a-z])([A-Z])/g, '$1 $2')
          .toLowerCase()
      : 'it is empty';
    throw new ConfigError(`${at(first?.offset ?? 0)} The config is not valid JSON: ${what}.`);
  }
  const place: Place = (path) => {
    const node = findNodeAtLocation(
      tree,
      path.map((part) => (typeof part === 'number' ? part : String(part))),
    );
    // For a property, its key is where a reader looks.
    const target = node?.parent?.type === 'property' ? node.parent : node;
    return at(target?.offset ?? 0);
  };
  return { value: getNodeValue(tree), place };
}

async function readModule(file: string): Promise<{ value: unknown; place: Place }> {
  let module: { default?: unknown };
  try {
    module = (await import(pathToFileURL(file).href)) as { default?: unknown };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const hint =
      code === 'ERR_UNKNOWN_FILE_EXTENSION'
        ? ' Node 22.18 or newer reads TypeScript; with an older one write the config as .mjs or .json.'
        : '';
    throw new ConfigError(`${file}: the config cannot be loaded: ${message.split('\n')[0]}.${hint}`);
  }
  if (module.default === undefined) {
    throw new ConfigError(`${file}: the config has no default export. Write \`export default defineConfig({ … })\`.`);
  }
  return { value: module.default, place: () => `${file}:` };
}
