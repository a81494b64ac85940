import type { DeclaredDetails } from '../../config/define.ts';
import type { Location } from '../../workspace/source-text.ts';
import type { SymbolKind } from '../compiler/port.ts';

/** The values that can be compared with what a page says. Which of them a fact has depends on its kind. */
export interface FactDetails extends DeclaredDetails {
  /** `exports` and `members`: what the symbol is. */
  readonly symbol?: SymbolKind;
  /** `exports` and `members`: the ids of its declarations, as the compiler names them. */
  readonly declarations?: readonly string[];
  /** `exports`: POSIX paths of the public modules that export it. */
  readonly modules?: readonly string[];
  /** `exports` and `members`: the mark in its doc comment, or in that of what it is a member of. */
  readonly mark?: 'internal' | 'deprecated' | undefined;
  /** `flags` and `commands` that were found without a config: the programs that know them. */
  readonly programs?: readonly string[];
  /** `imports`: the POSIX path of the source that imports. */
  readonly from?: string;
  /** `imports`: the POSIX path of the source that is imported, or the name of a package of others. */
  readonly to?: string;
  /** `imports`: whether what is imported is none of the workspace's sources. */
  readonly external?: boolean;
  /** `imports`: whether nothing of it is left when the program runs. */
  readonly typeOnly?: boolean;
  /** `scripts`: the command that it runs. */
  readonly command?: string;
}

/** Something that the code declares. */
export interface Fact {
  /** `<kind>:<package>#<name>`; the package is left out where there is none. */
  readonly id: string;
  /** The plural noun of its inventory, such as `exports` or `settings`. */
  readonly kind: string;
  /** The name of the package that declares it; empty when the package has no name. */
  readonly package: string;
  readonly name: string;
  /** Other names that mean the same: the key of an environment variable, a second way to reach an export. */
  readonly aliases: readonly string[];
  /** What the code itself says of it: its doc comment, or its description in a registry. */
  readonly description?: string | undefined;
  readonly location: Location;
  readonly details: FactDetails;
}

/** All facts of one kind from one source. */
export interface Inventory {
  readonly kind: string;
  /** What was read, as a reader knows it: a file, or a way of declaring. */
  readonly source: string;
  /** Whether the config asks for it: then it must not be empty. */
  readonly declared: boolean;
  readonly facts: readonly Fact[];
  /** Why it could not be read, in one sentence without its full stop. */
  readonly problem?: string | undefined;
}

/** The id of a fact. */
export const factId = (kind: string, packageName: string, name: string): string =>
  `${kind}:${packageName === '' ? '' : `${packageName}#`}${name}`;
