/** How much a run demands. */
export type ConfigLevel = 'drift' | 'strict';

/** What a rule's findings weigh; `off` drops them. */
export type RuleSetting = 'error' | 'warning' | 'off';

/** How external links are asked with `--external`. Every key may be left out. */
export interface ExternalConfig {
  /** The file that answers are remembered in, relative to the root. `node_modules/.cache/docproof/external.json` by default. */
  readonly memory?: string;
  /** Days that a link must have been broken for until it is an error; a warning before. 3 by default. */
  readonly errorAfterDays?: number;
  /** Days that a good answer is believed for. 1 by default, and at least. */
  readonly rememberDays?: number;
  /** How many requests one host gets at the same time, from 1 to 4. 2 by default. */
  readonly perHost?: number;
  /** Milliseconds between the starts of two requests to one host. 250 by default. */
  readonly pause?: number;
  /** Seconds that one request may take. 10 by default. */
  readonly timeout?: number;
  /** Seconds that all requests together may take. 300 by default. */
  readonly limit?: number;
}

/** How well a fact is documented, each level above the one before it. */
export type CoverageLevel = 'described' | 'documented' | 'exampled' | 'ran';

/**
 * What becomes of exports that carry a mark, and of their members: coverage says nothing of them, counts them without a demand,
 * or holds them to what their kind requires.
 */
export type MarkedExports = 'skip' | 'count' | 'require';

/** A fact that may stay below what its kind requires. */
export interface CoverageWaiver {
  /** The id of the fact, as `docproof coverage` prints it. */
  readonly fact: string;
  /** Why it need not be documented. */
  readonly reason: string;
}

/** What is demanded of the documentation of facts. Every key may be left out. */
export interface CoverageConfig {
  /**
   * The level that every fact of a kind must have, by the kind: in all packages, or in those that are named. Held at the
   * level `strict`.
   */
  readonly require?: Readonly<Record<string, CoverageLevel | Readonly<Record<string, CoverageLevel>>>>;
  /** Facts that may stay below it. One that is not needed is a finding. */
  readonly waivers?: readonly CoverageWaiver[];
  /** Patterns of pages that a program writes, as in a `.gitignore`. They document nothing. */
  readonly generated?: readonly string[];
  /** What becomes of exports that are marked `@internal` or `@hidden`. With `skip`, the default, they are no facts. */
  readonly internal?: MarkedExports;
  /** What becomes of exports that are marked `@deprecated`: they are facts until they are gone. `require` by default. */
  readonly deprecated?: MarkedExports;
}

/** What can be compared with what a page says of a fact. */
export interface DeclaredDetails {
  /** The type of a setting or a column, the form of a flag's value. */
  readonly type?: string;
  /** The default, as text. */
  readonly default?: string;
  /** Whether it must be given. */
  readonly required?: boolean;
  /** Whether its value is never to be shown. */
  readonly secret?: boolean;
  /** The status that an error is answered with. */
  readonly status?: number;
  /** The HTTP method of a route, in capital letters. */
  readonly method?: string;
  /** The path of a route, with its parameters in braces. */
  readonly path?: string;
}

/** A fact that a collector of the config found. */
export interface DeclaredFact {
  /** The name as a page would write it. */
  readonly name: string;
  /** The file that declares it, relative to the root. */
  readonly file: string;
  /** The line of the declaration, from 1. The first without it. */
  readonly line?: number;
  /** Other names that mean the same. */
  readonly aliases?: readonly string[];
  /** What the code says of it. A fact without one is not `described`. */
  readonly description?: string;
  /** What tables of the pages are compared with. */
  readonly details?: DeclaredDetails;
}

/** What a collector of the config reads from. */
export interface InventoryFiles {
  /** Every file of the repository, relative to its root, sorted. */
  readonly paths: readonly string[];
  /** The text of a file; `undefined` when it cannot be read or is not UTF-8. */
  read(path: string): string | undefined;
}

/** Facts that calls of a function declare, such as `defineError({ code: 'gone' })`. */
export interface RegistryInventory {
  /** What its facts are called, such as `errors`. */
  readonly kind: string;
  /** The name of the function. It must be declared in the repository. */
  readonly define: string;
  /** The key of the object that names the fact. */
  readonly name?: string;
}

/** Facts that the objects of a list, or of an object, declare. */
export interface ListInventory {
  /** What its facts are called, such as `flags`. */
  readonly kind: string;
  /** The file and the variable in it: `src/options.ts#options`. */
  readonly list: string;
  /** The key of each object that names the fact; the key that holds the object, or `name`, without it. */
  readonly name?: string;
  /** What stands before each name on a page, such as `--`. */
  readonly prefix?: string;
}

/** Facts that are the keys of a zod schema or a JSON schema. */
export interface SchemaInventory {
  /** What its facts are called, such as `settings`. */
  readonly kind: string;
  /**
   * Of a zod schema the file and the variable in it: `src/config.ts#schema`. Of a JSON schema the file, and where it stands
   * in it when it is not the whole: `config.schema.json#/$defs/Options`.
   */
  readonly schema: string;
}

/** Facts that are the keys of an interface, a type, or what the first parameter of a function takes. */
export interface TypeInventory {
  /** What its facts are called, such as `settings`. */
  readonly kind: string;
  /** The file and the name in it: `src/config.ts#Options`. */
  readonly type: string;
}

/** Facts that are the operations of an OpenAPI document. */
export interface OpenApiInventory {
  /** Always `routes`: its facts are operations. */
  readonly kind: 'routes';
  /** The file, relative to the root. */
  readonly openapi: string;
}

/** Facts that are the tables of a schema snapshot, with their columns, constraints and indexes. */
export interface SnapshotInventory {
  /** Always `tables`. Columns, constraints and indexes become kinds of their own. */
  readonly kind: 'tables';
  /** The file, relative to the root. */
  readonly snapshot: string;
}

/** Facts that a function of the config finds. */
export interface CollectInventory {
  /** What its facts are called, a plural noun in lower case. */
  readonly kind: string;
  /**
   * Finds the facts. It runs with the config and sees files by their text alone; what it throws becomes the reason for which
   * the inventory is empty.
   */
  collect(files: InventoryFiles): Iterable<DeclaredFact> | Promise<Iterable<DeclaredFact>>;
}

/** A source of facts beside those that are found without being told. It must not be empty. */
export type InventoryDefinition =
  | RegistryInventory
  | ListInventory
  | SchemaInventory
  | TypeInventory
  | OpenApiInventory
  | SnapshotInventory
  | CollectInventory;

/** How examples run with `--run`. Every key may be left out. */
export interface ExamplesConfig {
  /** Patterns of pages on which every example runs, as in a `.gitignore`. Only those marked `@run` by default. */
  readonly run?: readonly string[];
  /** Seconds that one example may take. 5 by default. */
  readonly timeout?: number;
  /** Megabytes of memory that the process of the examples may take. 512 by default. */
  readonly memory?: number;
  /** Whether examples may use the network. They may not by default. */
  readonly network?: boolean;
}

/** A config as a project writes it. Every key may be left out. */
export interface Config {
  /** How much is demanded: what is wrong whoever wrote it, or everything that can be proven. `drift` by default. */
  readonly level?: ConfigLevel;
  /** Patterns of the pages to check, as in a `.gitignore`. Every page of the repository by default. */
  readonly include?: readonly string[];
  /** Patterns of the pages to leave out, as in a `.gitignore`. */
  readonly exclude?: readonly string[];
  /** The weight of a rule's findings, by the rule's id. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** How examples run with `--run`. */
  readonly examples?: ExamplesConfig;
  /** How external links are asked with `--external`. */
  readonly external?: ExternalConfig;
  /** Sources of facts beside those that are found without being told. */
  readonly inventories?: readonly InventoryDefinition[];
  /** What is demanded of the documentation of facts. */
  readonly coverage?: CoverageConfig;
}

/** A config that was read and found right. */
export interface ResolvedConfig extends Config {
  /** Absolute path of the file that it was read from; absent when there is none. */
  readonly file?: string | undefined;
}

/** Declares a config. Only for the types: it returns what it is given. */
export function defineConfig(config: Config): Config {
  return config;
}

/** Declares a source of facts. Only for the types: it returns what it is given. */
export function defineInventory(inventory: CollectInventory): CollectInventory {
  return inventory;
}
