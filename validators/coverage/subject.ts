import type { FactCoverage } from '../../src/check/coverage.ts';
import type { Inventory } from '../../src/code/inventories/fact.ts';
import type { CoverageWaiver } from '../../src/config/define.ts';
import type { Location } from '../../src/workspace/source-text.ts';

/** A kind of facts that the config speaks of, with what was found. */
export interface ExpectedKind {
  readonly kind: string;
  /** What was to be read; absent when the config only requires a level of the kind. */
  readonly inventory?: Inventory | undefined;
  /** The package that the config requires a level in; absent when it does so in all of them. */
  readonly package?: string | undefined;
  /** How many facts of the kind were found, in all its inventories or in the package. */
  readonly found: number;
  /** Where the config speaks of it, when that can be told. */
  readonly location?: Location | undefined;
}

/** A waiver of the config, with the fact that it is for. */
export interface JudgedWaiver {
  readonly waiver: CoverageWaiver;
  /** Absent when there is no such fact. */
  readonly covered?: FactCoverage | undefined;
  /** A fact of a similar id, when there is none of this one. */
  readonly nearest?: string | undefined;
  readonly location?: Location | undefined;
}
