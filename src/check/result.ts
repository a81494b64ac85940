import type { SourceText } from '../workspace/source-text.ts';
import type { ChangedSummary } from './changed.ts';
import type { FactCoverage } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { ClaimKind, LedgerCounts } from './ledger.ts';
import type { Level } from './rule.ts';

/** Everything that a run found out. Reports format it and add nothing. */
export interface CheckResult {
  /** Absolute path of the root. */
  readonly root: string;
  readonly level: Level;
  readonly startedAt: Date;
  /** Milliseconds from the start of the run to its end. */
  readonly durationMs: number;
  /** The number of pages that were read. */
  readonly pages: number;
  /** Sorted by file, position and rule; those about the run as a whole come first. */
  readonly findings: readonly Finding[];
  /** Findings that are not reported: of rules, files or lines that were not asked about. */
  readonly leftOut: readonly Finding[];
  readonly ledger: Readonly<Record<ClaimKind, LedgerCounts>>;
  /** How well each fact is documented; absent when the validator of coverage took no part. */
  readonly coverage?: readonly FactCoverage[] | undefined;
  /** Present when only what a change can have caused is reported. */
  readonly changed?: ChangedSummary | undefined;
  /** What the reader should know of how this run was checked, each a sentence without its full stop. */
  readonly notes: readonly string[];
  /** The text of a page or another file that a finding points into, for its code frame. */
  source(file: string): SourceText | undefined;
}
