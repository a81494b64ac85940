import type { Block, Page } from '../../../src/docs/page.ts';
import { isRecord, parseJsonObject } from '../../../src/workspace/json.ts';
import { directoryOf, joinInside, nameOf } from '../../../src/workspace/path.ts';
import type { Workspace } from '../../../src/workspace/workspace.ts';
import { namesAbove, statedFileName } from './file-name.ts';
import type { DataFormat } from './parsed.ts';
import { type KnownFile, type KnownSchema, knownFileOf, knownFileOfSchema, knownSchema } from './schemas/known.ts';

/** Finds the schema that a block of data must meet; `undefined` when none is known. */
export type SchemaFinder = (
  page: Page,
  block: Block,
  format: DataFormat,
  value: unknown,
) => Promise<FoundSchema | undefined>;

/** A schema, and whether the block names it itself, which makes the block a whole file. */
export interface FoundSchema extends KnownSchema {
  readonly declared: boolean;
}

const comment = /^\s*#\s*yaml-language-server:\s*\$schema=(\S+)/m;
const inNodeModules = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/;

/** Looks up schemas in a workspace. Each file is read once, when a block first asks for it. Nothing is fetched. */
export function createSchemaFinder(workspace: Workspace): SchemaFinder {
  const { files, packages } = workspace;
  const read = new Map<string, KnownSchema | undefined>();
  const schemaIn = (path: string): KnownSchema | undefined => {
    if (!read.has(path)) {
      const schema = files.has(path) ? files.made(path, parseJsonObject) : undefined;
      read.set(path, schema && { label: path, schema });
    }
    return read.get(path);
  };

  let addresses: Map<string, string> | undefined;
  const pathOfAddress = (address: string): string | undefined => {
    if (!addresses) {
      addresses = new Map();
      for (const path of files.paths) {
        if (!/schema[^/]*\.json$/i.test(nameOf(path))) continue;
        const id = schemaIn(path)?.schema.$id;
        if (typeof id === 'string' && !addresses.has(id.replace(/#$/, ''))) addresses.set(id.replace(/#$/, ''), path);
      }
    }
    return addresses.get(address.replace(/#$/, ''));
  };

  /** A path that stands for a file of a package of the workspace, once that is installed. */
  const inPackage = (path: string): string | undefined => {
    const [, name, rest = ''] = inNodeModules.exec(path) ?? [];
    const owner = packages.find((candidate) => candidate.name === name);
    return owner && joinInside(owner.directory, rest);
  };

  const declared = async (page: Page, address: string): Promise<KnownSchema | undefined> => {
    const kind = knownFileOfSchema(address);
    if (kind !== undefined) return knownSchema(kind);
    if (/^https?:/.test(address)) {
      const path = pathOfAddress(address);
      return path === undefined ? undefined : schemaIn(path);
    }
    if (/^[a-z][a-z\d+.-]+:/i.test(address)) return undefined;
    const published = inPackage(address);
    const candidates = [published, joinInside(directoryOf(page.file), address), joinInside(address)];
    const path = candidates.find((candidate) => candidate !== undefined && files.has(candidate));
    return path === undefined ? undefined : schemaIn(path);
  };

  return async (page, block, format, value) => {
    const stated = isRecord(value) ? value.$schema : undefined;
    const address = typeof stated === 'string' ? stated : comment.exec(block.value)?.[1];
    // A schema has a `$schema` too, which says in which draft it is written.
    if (address !== undefined && !/^https?:\/\/json-schema\.org\//.test(address)) {
      const found = await declared(page, address);
      if (found) return { ...found, declared: true };
    }
    const name = statedFileName(block);
    const names = name === undefined ? [...new Set(namesAbove(page, block))] : [name];
    const kind = names.length === 1 ? knownFileOf(names[0]!) : undefined;
    if (kind === undefined || (kind === 'workflow') !== (format === 'YAML')) return undefined;
    const known = await knownSchema(kind);
    return isWhole(kind, known, value, name !== undefined) ? { ...known, declared: false } : undefined;
  };
}

const topKeys: Readonly<Record<KnownFile, readonly string[]>> = {
  'package.json': ['name', 'scripts', 'dependencies', 'devDependencies', 'peerDependencies', 'exports', 'imports'],
  'tsconfig.json': ['compilerOptions'],
  workflow: ['jobs', 'on'],
  docproof: ['level', 'include', 'exclude', 'rules'],
};

/**
 * Whether a value is the file from its top. What is shown may also be a part from its middle: under a sentence it must
 * have a key that only the top has, under the file's own name any key of the top will do.
 */
function isWhole(kind: KnownFile, { schema }: KnownSchema, value: unknown, named: boolean): boolean {
  if (!isRecord(value)) return false;
  if (named && kind === 'docproof') return true;
  const { properties } = schema;
  const keys = named && kind !== 'workflow' && isRecord(properties) ? Object.keys(properties) : topKeys[kind];
  return keys.some((key) => Object.hasOwn(value, key));
}
