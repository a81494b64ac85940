import { isRecord, parseJsonObject } from '../../workspace/json.ts';
import type { WorkspacePackage } from '../../workspace/packages.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { isSource, sourcesOf } from '../sources.ts';
import type { CollectContext } from './context.ts';
import { keyFacts } from './declared.ts';
import type { Fact, Inventory } from './fact.ts';
import { collectJsonSchema, isSettingsSchemaName } from './json-schema.ts';

const kind = 'settings';

const parsing = /\.(?:safeParse|parse)(?:Async)?\(\s*process\.env\b/;

const parsesEnvironment = (text: string): boolean =>
  (text.includes('process.env') && parsing.test(text)) || /['"]@t3-oss\/env-/.test(text);

/** The sources that read the environment by a schema, by a look at their text. */
export const environmentSchemaFiles = (workspace: Workspace): string[] =>
  workspace.packages
    .filter(({ installed }) => !installed)
    .flatMap((pkg) => sourcesOf(workspace, pkg))
    .filter((file) => workspace.files.made(file, parsesEnvironment));

/** Functions that take a config and hand it back for the sake of its type. */
const definesConfig = /^define(?:[A-Z]\w*)?Config$/;

/** The settings that an extension of an editor contributes in its package.json. */
function contributed(context: CollectContext, { directory }: WorkspacePackage): Fact[] {
  const file = directory === '' ? 'package.json' : `${directory}/package.json`;
  const manifest = parseJsonObject(context.workspace.files.read(file));
  const configuration = isRecord(manifest?.contributes) ? manifest.contributes.configuration : undefined;
  const at = ['contributes', 'configuration'];
  if (Array.isArray(configuration)) {
    return configuration.flatMap((_, index) => collectJsonSchema(context, { kind, file, at: [...at, index] }));
  }
  return configuration === undefined ? [] : collectJsonSchema(context, { kind, file, at });
}

/**
 * Settings that can be told without a config: variables that a schema reads from the environment, JSON schemas of the usual
 * names, what an extension contributes, and what an exported `defineConfig` takes. Names that are known already are left out.
 */
export function collectSettings(
  context: CollectContext,
  exported: readonly Fact[],
  known: readonly Fact[],
): Inventory[] {
  const { workspace, program } = context;
  // The environment is one for all packages, a key is one of its package.
  const namesOf = ({ name, aliases, package: from }: Fact): string[] =>
    [name, ...aliases].map((one) => (/^[A-Z][A-Z\d_]*$/.test(one) ? one : `${from}#${one}`));
  const seen = new Set(known.flatMap(namesOf));
  const inventories: Inventory[] = [];
  const add = (source: string, facts: readonly Fact[]): void => {
    const fresh = facts.filter((fact) => !namesOf(fact).some((name) => seen.has(name)));
    for (const name of fresh.flatMap(namesOf)) seen.add(name);
    inventories.push({ kind, source, declared: false, facts: fresh });
  };
  for (const file of environmentSchemaFiles(workspace)) {
    add(file, keyFacts(context, kind, file, program.environmentSchemasOf(context.absolute(file))));
  }
  for (const file of workspace.files.paths) {
    // Where sources stand, not among test data.
    if (!isSettingsSchemaName(file) || !isSource(file.replace(/[^/]*$/, 'file.ts'))) continue;
    try {
      add(file, collectJsonSchema(context, { kind, file, at: [] }));
    } catch {
      // Nobody asked for it. A definition of the config that names it tells what is wrong with it.
    }
  }
  for (const pkg of workspace.packages) if (!pkg.installed) add('package.json', contributed(context, pkg));
  for (const { name, details, location } of exported) {
    if (!definesConfig.test(name) || (details.symbol !== 'function' && details.symbol !== 'constant')) continue;
    const keys = program.typeKeysOf(context.absolute(location.file), name, workspace.root);
    add(`what ${name} takes`, keyFacts(context, kind, location.file, keys));
  }
  return inventories;
}
