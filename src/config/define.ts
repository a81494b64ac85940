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
  /** How external links are asked with `--external`. */
  readonly external?: ExternalConfig;
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
