import type { LiteralRecord, LiteralValue, RegistryCall } from '../compiler/port.ts';
import { sourcesOf } from '../sources.ts';
import type { CollectContext } from './context.ts';
import { type Fact, type FactDetails, factId } from './fact.ts';

/** A way of declaring facts: calls of a function with an object literal. */
export interface Registry {
  /** The name of the function. */
  readonly define: string;
  readonly kind: string;
  /** The key of the object that names the fact. The usual ones are tried without it. */
  readonly name?: string | undefined;
}

/** The functions that declare facts in any repository, when the repository itself declares them. */
export const usualRegistries: readonly Registry[] = [
  { define: 'defineAlert', kind: 'alerts' },
  { define: 'defineCacheKey', kind: 'cache-keys' },
  { define: 'defineError', kind: 'errors' },
  { define: 'defineEvent', kind: 'events' },
  { define: 'defineFlag', kind: 'flags' },
  { define: 'defineHealthCheck', kind: 'health-checks' },
  { define: 'defineLogEvent', kind: 'log-events' },
  { define: 'defineMetric', kind: 'metrics' },
  { define: 'definePermission', kind: 'permissions' },
  { define: 'defineQueue', kind: 'queues' },
  { define: 'defineRole', kind: 'roles' },
  { define: 'defineRule', kind: 'rules' },
  { define: 'defineSetting', kind: 'settings' },
  { define: 'defineTopic', kind: 'topics' },
];

const usualNames = ['env', 'code', 'name', 'id', 'key', 'type'];
const usualDescriptions = ['description', 'summary', 'title', 'help', 'text'];

const textOf = (value: LiteralValue | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** What an object literal says of a fact, by the keys that registries usually have. */
export function detailsOf({ values }: LiteralRecord, kind: string): FactDetails {
  const { status, method, path, secret, optional, required } = values;
  const type = textOf(values.type) ?? textOf(values.value);
  const fallback = textOf(values.default);
  const isSetting = kind === 'settings';
  return {
    ...(type !== undefined && { type }),
    ...(fallback !== undefined && { default: fallback }),
    ...(isSetting && { required: required === true || (values.default === undefined && optional !== true) }),
    ...(isSetting && { secret: secret === true }),
    ...(typeof status === 'number' && { status }),
    ...(typeof method === 'string' && { method }),
    ...(typeof path === 'string' && { path }),
  };
}

/** What a registry says that a fact is. */
export const descriptionOf = ({ values }: LiteralRecord): string | undefined =>
  usualDescriptions.map((key) => values[key]).find((value): value is string => typeof value === 'string');

/** The names of a fact, its main one first: the value of a key, and what the program calls it. */
function namesOf({ record, bound }: RegistryCall, key: string | undefined): string[] {
  const keys = key === undefined ? usualNames : [key];
  const named = keys.map((one) => record.values[one]).filter((value): value is string => typeof value === 'string');
  return named.length > 0 ? [...new Set(named)] : bound === undefined ? [] : [bound];
}

/** The sources that call one of the functions, by a look at their text. */
export function registryFiles(context: Pick<CollectContext, 'workspace'>, registries: readonly Registry[]): string[] {
  const { workspace } = context;
  const calls = callsOf(registries.map(({ define }) => define).join('|'));
  return workspace.packages
    .filter(({ installed }) => !installed)
    .flatMap((pkg) => sourcesOf(workspace, pkg))
    .filter((file) => workspace.files.made(file, calls));
}

/** What tells whether a text calls one of some functions, by their names: of a file that stays the same it is asked once. */
const callTests = new Map<string, (text: string) => boolean>();

function callsOf(names: string): (text: string) => boolean {
  const known = callTests.get(names);
  if (known) return known;
  const call = new RegExp(`\\b(?:${names})\\s*(?:<[^(]*>)?\\(`);
  const test = (text: string): boolean => call.test(text);
  callTests.set(names, test);
  return test;
}

/** The facts that calls of registry functions declare. A function that is not declared in the workspace is no registry. */
export function collectRegistries(
  context: CollectContext,
  registries: readonly Registry[],
  files: readonly string[],
): Map<Registry, Fact[]> {
  const byName = new Map(registries.map((registry) => [registry.define, registry]));
  const facts = new Map<Registry, Fact[]>();
  for (const file of files) {
    for (const call of context.program.registryCallsOf(context.absolute(file), new Set(byName.keys()))) {
      const isOwn = call.declarations.some(({ path }) => {
        const declared = context.relative(path);
        return declared !== undefined && !declared.includes('node_modules/');
      });
      const registry = byName.get(call.callee)!;
      const [name, ...aliases] = namesOf(call, registry.name);
      if (!isOwn || name === undefined) continue;
      const { kind } = registry;
      const packageName = context.packageOf(file);
      const fact: Fact = {
        id: factId(kind, packageName, name),
        kind,
        package: packageName,
        name,
        aliases: kind === 'settings' ? aliases : [],
        description: descriptionOf(call.record),
        location: context.locate(file, call.record.start, call.record.end),
        details: detailsOf(call.record, kind),
      };
      facts.set(registry, [...(facts.get(registry) ?? []), fact]);
    }
  }
  return facts;
}
