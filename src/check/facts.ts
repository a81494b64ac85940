import type { Compiler } from '../code/compiler/port.ts';
import { type FormerName, type FormerNames, manifestFile } from '../code/history/former.ts';
import type { Fact, Inventory } from '../code/inventories/fact.ts';
import type { CoverageConfig, InventoryDefinition } from '../config/define.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { FactCoverage } from './coverage.ts';
import type { Claim, ClaimState, Ledger } from './ledger.ts';
import { oncePer } from './once-per.ts';
import type { Level } from './rule.ts';

const none: ReadonlySet<string> = new Set();

/** The names of facts that the compiler knows, each as it stands behind the last dot. */
const namesOf = oncePer((facts: readonly Fact[]): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { name, aliases, details } of facts) {
    if (!details.declarations) continue;
    for (const whole of [name, ...aliases]) names.add(whole.slice(whole.lastIndexOf('.') + 1));
  }
  // What a module exports as its default has a name of its own only where it is declared.
  return names.size === 0 ? names : names.add('default');
});

/** What the config says of facts. */
export interface FactsConfig {
  /** POSIX path of the config, relative to the root; absent when there is none below it. */
  readonly file?: string | undefined;
  readonly inventories?: readonly InventoryDefinition[] | undefined;
  readonly coverage?: CoverageConfig | undefined;
}

/** All facts of some inventories. The same inventories give the same list, by which others know that nothing has changed. */
export const factsOf = oncePer((inventories: readonly Inventory[]): readonly Fact[] =>
  inventories.flatMap(({ facts }) => facts),
);

/** What the validators know of facts together. */
export interface FactBook {
  readonly config: FactsConfig;
  /** Whether runs that follow get the same inventories as long as the code is the same. */
  readonly isLasting: boolean;
  /** What the code declares. Collected when it is first asked for; programs that were opened before end then. */
  inventories(): Promise<readonly Inventory[]>;
  /** Which module imports which. Collected apart, when it is first asked for: there are many, and few ask. */
  imports(): Promise<Inventory>;
  /**
   * The names by which examples can use facts; empty when nobody will ask for their uses. They are collected as inventories
   * are. Other names need not be looked up, which costs as much as checking the examples.
   */
  usableNames(): Promise<ReadonlySet<string>>;
  /**
   * What became of names that facts had before: told by the manifest of an earlier snapshot, and by the history of git where
   * there is none. Names that no fact ever had are left out.
   */
  former(names: readonly string[]): Promise<ReadonlyMap<string, FormerName>>;
  /** Records the declarations that an example uses, by the ids that the compiler gives them. */
  use(example: Claim, declarations: ReadonlySet<string>): void;
  /** Every declaration that an example which was checked uses, with the strongest state of such an example. */
  used(): ReadonlyMap<string, ClaimState>;
  /** Tells the report how well the facts are documented. */
  publish(coverage: readonly FactCoverage[]): void;
}

/** Collects what the code declares, or gives what was collected before from the same code. */
export type RememberInventories = (collect: () => Promise<readonly Inventory[]>) => Promise<readonly Inventory[]>;

/** What a fact book is made of. */
export interface FactBookInput {
  readonly config: FactsConfig;
  readonly workspace: Workspace;
  readonly level: Level;
  readonly ledger: Ledger;
  /** Whether somebody will ask what examples use. */
  readonly asksForUses: boolean;
  /** What the history of the repository tells of names, when it may be asked. */
  readonly formerNames?: FormerNames | undefined;
  /** Gives what was collected before; absent when nothing was. */
  readonly remember?: RememberInventories | undefined;
  compiler(): Compiler;
  note(text: string): void;
  publish(coverage: readonly FactCoverage[]): void;
}

/** Collects what the code declares. What does it is loaded for this alone. */
async function collect(input: FactBookInput): Promise<readonly Inventory[]> {
  const { collectInventories } = await import('../code/inventories/collect.ts');
  const { programOptions } = await import('../code/program-options.ts');
  const options = programOptions(input);
  const { remember = (collectNow) => collectNow() } = input;
  return remember(() =>
    collectInventories({
      workspace: input.workspace,
      compiler: input.compiler(),
      options,
      definitions: input.config.inventories ?? [],
      withInternal: (input.config.coverage?.internal ?? 'skip') !== 'skip',
    }),
  );
}

/** Collects which module imports which. */
async function importsOf(input: FactBookInput): Promise<Inventory> {
  const { collectImports } = await import('../code/inventories/imports.ts');
  const { programOptions } = await import('../code/program-options.ts');
  return collectImports({ workspace: input.workspace, compiler: input.compiler(), options: programOptions(input) });
}

/** Looks names up in what is known of earlier states. The reader of manifests is loaded for this alone. */
async function formerAmong(
  { workspace, formerNames }: FactBookInput,
  names: readonly string[],
  inventories: () => Promise<readonly Inventory[]>,
): Promise<ReadonlyMap<string, FormerName>> {
  if (names.length === 0) return new Map();
  if (!workspace.files.has(manifestFile)) return (await formerNames?.(names)) ?? new Map();
  const { formerNamesOf, readManifest } = await import('../code/history/manifest.ts');
  const manifest = readManifest(workspace);
  return manifest ? formerNamesOf(workspace, manifest, factsOf(await inventories())) : new Map();
}

/** Makes a fact book. Nothing is collected before somebody asks. */
export function createFactBook(input: FactBookInput): FactBook {
  const { config, ledger } = input;
  const uses = new Map<Claim, ReadonlySet<string>>();
  let collected: Promise<readonly Inventory[]> | undefined;
  const inventories = (): Promise<readonly Inventory[]> => {
    collected ??= collect(input);
    return collected;
  };
  let imports: Promise<Inventory> | undefined;
  return {
    config,
    isLasting: input.remember !== undefined,
    inventories,
    imports() {
      imports ??= importsOf(input);
      return imports;
    },
    usableNames: async () => (input.asksForUses ? namesOf(factsOf(await inventories())) : none),
    former: (names) => formerAmong(input, names, inventories),
    use: (example, declarations) => void uses.set(example, declarations),
    used() {
      const states = new Map<string, ClaimState>();
      for (const [example, declarations] of uses) {
        const state = ledger.stateOf(example);
        if (state !== 'checked' && state !== 'ran') continue;
        for (const id of declarations) if (states.get(id) !== 'ran') states.set(id, state);
      }
      return states;
    },
    publish: (coverage) => input.publish(coverage),
  };
}
