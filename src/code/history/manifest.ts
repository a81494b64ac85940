import { sha256 } from '../../workspace/digest.ts';
import { isRecord, parseJsonObject } from '../../workspace/json.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Fact, Inventory } from '../inventories/fact.ts';
import { declarationAt } from './declaration.ts';
import { type FormerName, manifestFile } from './former.ts';

/** Facts by kind and package: names in their order, those of declarations with the digest of what is declared. */
type Names = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The names that facts had when the snapshot was taken. */
export interface Manifest {
  readonly version: 1;
  readonly facts: Names;
  /** Names that were gone already, each with what it became behind an arrow where that is known. */
  readonly former: Names;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Too little to tell two declarations apart. */
const shortest = 40;

const linesIn = (text: string): readonly string[] => text.split(/\r?\n/);

/** Says in eight letters what a fact declares, its name left out; `undefined` for what is declared by data. */
function digestOf({ files }: Workspace, { kind, name, location }: Fact): string | undefined {
  if (kind !== 'exports' && kind !== 'members') return undefined;
  const lines = files.made(location.file, linesIn) ?? [];
  const { shape } = declarationAt(lines, location.line - 1, name.slice(name.lastIndexOf('.') + 1));
  return shape.length < shortest ? undefined : sha256(shape).slice(0, 8);
}

function entriesOf(names: Names): { kind: string; package: string; name: string; rest: string }[] {
  return Object.entries(names).flatMap(([kind, packages]) =>
    Object.entries(packages).flatMap(([owner, entries]) =>
      entries.map((entry) => {
        const [name = '', rest = ''] = entry.split('\t');
        return { kind, package: owner, name, rest };
      }),
    ),
  );
}

function collect(entries: Iterable<readonly [kind: string, owner: string, entry: string]>): Names {
  const names: Record<string, Record<string, string[]>> = {};
  for (const [kind, owner, entry] of [...entries].sort((a, b) => order(a.join('\n'), b.join('\n')))) {
    names[kind] ??= {};
    names[kind][owner] ??= [];
    if (!names[kind][owner].includes(entry)) names[kind][owner].push(entry);
  }
  return names;
}

/** The names of today's facts, with the digests that tell a rename. */
export interface NamesToday {
  has(kind: string, name: string): boolean;
  /** The names of the facts of a kind and package that declare the same; none when no new one does. */
  sameAs(kind: string, owner: string, digest: string, isNew: (name: string) => boolean): readonly string[];
}

function namesToday(workspace: Workspace, facts: readonly Fact[]): NamesToday {
  const names = new Set(facts.flatMap(({ kind, name, aliases }) => [name, ...aliases].map((one) => `${kind}:${one}`)));
  let byOwner: Map<string, Fact[]> | undefined;
  const digests = new Map<Fact, string | undefined>();
  const declares = (fact: Fact, digest: string): boolean => {
    if (!digests.has(fact)) digests.set(fact, digestOf(workspace, fact));
    return digests.get(fact) === digest;
  };
  return {
    has: (kind, name) => names.has(`${kind}:${name}`),
    sameAs(kind, owner, digest, isNew) {
      byOwner ??= Map.groupBy(facts, (fact) => `${fact.kind}:${fact.package}`);
      const some = byOwner.get(`${kind}:${owner}`) ?? [];
      // Few are new, so that the others are rarely looked at.
      if (!some.some((fact) => isNew(fact.name) && declares(fact, digest))) return [];
      return some.filter((fact) => declares(fact, digest)).map(({ name }) => name);
    },
  };
}

/** What became of the facts of a manifest that are gone, and of those that were gone before. */
function goneFrom(manifest: Manifest, today: NamesToday): (FormerName & { kind: string; package: string })[] {
  const then = entriesOf(manifest.facts);
  const known = new Set(then.map(({ kind, package: owner, name }) => `${kind}:${owner}:${name}`));
  const shared = Map.groupBy(then, ({ kind, package: owner, rest }) => `${kind}:${owner}:${rest}`);
  const gone = then
    .filter(({ kind, name }) => !today.has(kind, name))
    .map(({ kind, package: owner, name, rest }) => {
      // It is the same thing when nothing else was, or is, declared alike.
      const isNew = (one: string): boolean => !known.has(`${kind}:${owner}:${one}`);
      const same = rest === '' ? [] : today.sameAs(kind, owner, rest, isNew);
      const [only] = same.filter(isNew);
      const isAlone = same.length === 1 && shared.get(`${kind}:${owner}:${rest}`)!.length === 1;
      const became = isAlone ? only : undefined;
      return { kind, package: owner, name, became, certain: became !== undefined };
    });
  const before = entriesOf(manifest.former)
    .filter(({ kind, name }) => !today.has(kind, name))
    .map(({ kind, package: owner, name, rest }) => {
      const later = gone.find((one) => one.kind === kind && one.package === owner && one.name === rest);
      const became = later ? later.became : rest === '' ? undefined : rest;
      return { kind, package: owner, name, became, certain: became !== undefined };
    });
  return [...gone, ...before];
}

const factsOf = (inventories: readonly Inventory[]): Fact[] => inventories.flatMap(({ facts }) => [...facts]);

const isNames = (value: unknown): value is Names =>
  isRecord(value) &&
  Object.values(value).every(
    (packages) =>
      isRecord(packages) &&
      Object.values(packages).every((names) => Array.isArray(names) && names.every((name) => typeof name === 'string')),
  );

function manifestIn(text: string): Manifest | undefined {
  const { version, facts, former } = parseJsonObject(text) ?? {};
  return version === 1 && isNames(facts) && isNames(former) ? { version, facts, former } : undefined;
}

/** Reads the manifest of a repository; `undefined` when there is none, or when it is none of this version. */
export function readManifest({ files }: Workspace): Manifest | undefined {
  return files.has(manifestFile) ? files.made(manifestFile, manifestIn) : undefined;
}

/** What was told of the facts of today by a manifest. */
const told = new WeakMap<
  readonly Fact[],
  { readonly manifest: Manifest; readonly former: ReadonlyMap<string, FormerName> }
>();

/** The names that the facts of a manifest had and that none has today, with what became of them. */
export function formerNamesOf(
  workspace: Workspace,
  manifest: Manifest,
  facts: readonly Fact[],
): ReadonlyMap<string, FormerName> {
  const known = told.get(facts);
  if (known?.manifest === manifest) return known.former;
  const former = formerAmong(workspace, manifest, facts);
  told.set(facts, { manifest, former });
  return former;
}

function formerAmong(
  workspace: Workspace,
  manifest: Manifest,
  facts: readonly Fact[],
): ReadonlyMap<string, FormerName> {
  const found = new Map<string, FormerName>();
  for (const { name, became, certain } of goneFrom(manifest, namesToday(workspace, facts))) {
    const known = found.get(name);
    // Two things that had one name may have become two.
    if (known && known.became !== became) found.set(name, { name, certain: false });
    else found.set(name, { name, became, certain });
  }
  return found;
}

/** Makes the manifest of today's facts. What the one before it knows to be gone is kept. */
export function makeManifest(
  workspace: Workspace,
  inventories: readonly Inventory[],
  before: Manifest | undefined,
): Manifest {
  const facts = factsOf(inventories);
  const today = namesToday(workspace, facts);
  const gone = before ? goneFrom(before, today) : [];
  const withRest = (name: string, rest: string | undefined): string => (rest === undefined ? name : `${name}\t${rest}`);
  return {
    version: 1,
    facts: collect(
      facts.map((fact) => [fact.kind, fact.package, withRest(fact.name, digestOf(workspace, fact))] as const),
    ),
    former: collect(
      gone.map(({ kind, package: owner, name, became }) => [kind, owner, withRest(name, became)] as const),
    ),
  };
}

/** The bytes of the file. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 1)}\n`;
