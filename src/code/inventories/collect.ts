import type { InventoryDefinition } from '../../config/define.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Compiler } from '../compiler/port.ts';
import { isSource } from '../sources.ts';
import { collectCommandLines, commandLineFiles } from './command-lines.ts';
import { type CollectContext, createCollectContext } from './context.ts';
import { collectList, collectOwn, collectSchema, collectType, readReference } from './declared.ts';
import { collectEnvironment } from './environment.ts';
import { collectExports, publicModules } from './exports.ts';
import type { Fact, Inventory } from './fact.ts';
import { collectRegistries, type Registry, registryFiles, usualRegistries } from './registries.ts';
import { collectRoutes, isOpenApiName } from './routes.ts';
import { collectScripts } from './scripts.ts';
import { collectSettings, environmentSchemaFiles } from './settings.ts';
import { collectTables, isSnapshotName } from './tables.ts';

/** What the inventories are made from. */
export interface InventoryInput {
  readonly workspace: Workspace;
  readonly compiler: Compiler;
  /** The options of the compiler, as for examples. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What the config adds. */
  readonly definitions: readonly InventoryDefinition[];
  /** Whether exports that are marked as internal are facts too. */
  readonly withInternal?: boolean | undefined;
}

/** Where a definition of the config reads from, as a report names it. */
function sourceOf(definition: InventoryDefinition): string {
  if ('define' in definition) return `calls of ${definition.define}`;
  if ('list' in definition) return definition.list;
  if ('schema' in definition) return definition.schema;
  if ('type' in definition) return definition.type;
  if ('openapi' in definition) return definition.openapi;
  if ('snapshot' in definition) return definition.snapshot;
  return 'the config';
}

/** The file that a definition names, when it names one. */
function fileOf(definition: InventoryDefinition): string | undefined {
  if ('list' in definition) return readReference(definition.list).file;
  if ('schema' in definition) return readReference(definition.schema).file;
  if ('type' in definition) return readReference(definition.type).file;
  if ('openapi' in definition) return definition.openapi;
  return 'snapshot' in definition ? definition.snapshot : undefined;
}

/** A file of its own gets a program, so the place of a fact of an application tells it from others of its name. */
function withOwnIds(inventories: readonly Inventory[]): Inventory[] {
  const seen = new Set<string>();
  return inventories.map((inventory) => ({
    ...inventory,
    facts: inventory.facts.map((fact) => {
      const id = seen.has(fact.id) ? `${fact.id}@${fact.location.file}` : fact.id;
      seen.add(id);
      return { ...fact, id };
    }),
  }));
}

/** Reads one definition of the config. Whatever is wrong with it becomes the problem of its inventory. */
async function collectDefinition(
  context: CollectContext,
  definition: InventoryDefinition,
  registered: ReadonlyMap<Registry, readonly Fact[]>,
  registry: Registry | undefined,
): Promise<Inventory[]> {
  const { kind } = definition;
  const inventory = { kind, source: sourceOf(definition), declared: true };
  const file = fileOf(definition);
  if (file !== undefined && !context.workspace.files.has(file)) {
    return [{ ...inventory, facts: [], problem: `there is no file ${file}` }];
  }
  try {
    if (registry) return [{ ...inventory, facts: registered.get(registry) ?? [] }];
    if ('list' in definition) return [{ ...inventory, facts: collectList(context, definition) }];
    if ('schema' in definition) return [{ ...inventory, facts: collectSchema(context, definition) }];
    if ('type' in definition) return [{ ...inventory, facts: collectType(context, definition) }];
    if ('openapi' in definition) return [{ ...inventory, facts: collectRoutes(context, definition.openapi) }];
    if ('snapshot' in definition) return tableInventories(context, definition.snapshot, true);
    if ('collect' in definition) return [{ ...inventory, facts: await collectOwn(context, definition) }];
    return [{ ...inventory, facts: [] }];
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
    return [{ ...inventory, facts: [], problem: message }];
  }
}

/** The inventories of a snapshot: tables first, which it must have, then whatever else is in it. */
function tableInventories(context: CollectContext, file: string, declared: boolean): Inventory[] {
  const found = collectTables(context, file);
  const tables = { kind: 'tables', source: file, declared, facts: found.get('tables') ?? [] };
  const parts = [...found].filter(([kind]) => kind !== 'tables');
  return [tables, ...parts.map(([kind, facts]) => ({ kind, source: file, declared: false, facts }))];
}

/** Documents of the usual names that no definition of the config names. One that cannot be read is not one. */
function usualDocuments(context: CollectContext, named: ReadonlySet<string | undefined>): Inventory[] {
  const inventories: Inventory[] = [];
  for (const file of context.workspace.files.paths) {
    if (named.has(file) || !isDocument(file)) continue;
    try {
      if (isSnapshotName(file)) inventories.push(...tableInventories(context, file, false));
      else inventories.push({ kind: 'routes', source: file, declared: false, facts: collectRoutes(context, file) });
    } catch {
      // Nobody asked for it. A definition of the config that names it tells what is wrong with it.
    }
  }
  return inventories;
}

/** Whether a file is a document of a usual name that stands where sources do, not among test data. */
const isDocument = (file: string): boolean =>
  (isOpenApiName(file) || isSnapshotName(file)) && isSource(file.replace(/[^/]*$/, 'file.ts'));

/**
 * Finds what the code declares: exports and their members, settings, scripts, registries, routes, tables, and what the config
 * adds. It opens one program of all entry points; programs that the compiler opened before are no longer valid. Empty
 * inventories are left out unless the config asks for them. The order does not depend on that of the disk.
 */
export async function collectInventories(input: InventoryInput): Promise<readonly Inventory[]> {
  const { workspace, compiler, definitions } = input;
  const own = new Map<InventoryDefinition, Registry>();
  for (const definition of definitions) if ('define' in definition) own.set(definition, definition);
  const taken = new Set([...own.values()].map(({ define }) => define));
  const registries = [...usualRegistries.filter(({ define }) => !taken.has(define)), ...own.values()];

  const packages = workspace.packages.filter(({ installed }) => !installed);
  const calling = registryFiles({ workspace }, registries);
  const named = definitions.map(fileOf);
  const roots = new Set([
    ...packages.flatMap((pkg) => publicModules({ workspace }, pkg).map(({ file }) => file)),
    ...calling,
    ...environmentSchemaFiles(workspace),
    ...commandLineFiles(workspace),
    ...named.filter(
      (file): file is string => file !== undefined && /\.[mc]?tsx?$/.test(file) && workspace.files.has(file),
    ),
  ]);
  const program = compiler.open({
    name: 'facts',
    directory: workspace.root,
    options: input.options,
    files: [],
    ambient: [...roots].sort().map((file) => `${workspace.root}/${file}`),
  });
  const context = createCollectContext(workspace, program, input.withInternal);

  const registered = collectRegistries(context, registries, calling);
  const exported = packages.flatMap((pkg) => collectExports(context, pkg));
  const inventories: Inventory[] = [
    ...splitByKind(exported, 'entry points'),
    { kind: 'scripts', source: 'package.json', declared: false, facts: collectScripts(context) },
  ];
  for (const registry of registries) {
    if ([...own.values()].includes(registry)) continue;
    const source = `calls of ${registry.define}`;
    inventories.push({ kind: registry.kind, source, declared: false, facts: registered.get(registry) ?? [] });
  }
  for (const definition of definitions) {
    inventories.push(...(await collectDefinition(context, definition, registered, own.get(definition))));
  }
  inventories.push(...usualDocuments(context, new Set(named)));
  inventories.push(
    ...collectCommandLines(
      context,
      inventories.flatMap(({ facts }) => facts),
    ),
  );
  const settings = (): Fact[] => inventories.filter(({ kind }) => kind === 'settings').flatMap(({ facts }) => facts);
  inventories.push(...collectSettings(context, exported, settings()));
  const declared = new Set(settings().flatMap(({ name, aliases }) => [name, ...aliases]));
  inventories.push({
    kind: 'settings',
    source: 'process.env',
    declared: false,
    facts: collectEnvironment(context, declared),
  });
  return withOwnIds(inventories.filter(({ facts, declared: asked }) => facts.length > 0 || asked));
}

/** Exports and members are found together and are inventories of their own. */
function splitByKind(facts: readonly Fact[], source: string): Inventory[] {
  return [...Map.groupBy(facts, ({ kind }) => kind)].map(([kind, found]) => ({
    kind,
    source,
    declared: false,
    facts: found,
  }));
}
