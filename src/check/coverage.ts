import type { Fact } from '../code/inventories/fact.ts';
import type { CoverageLevel } from '../config/define.ts';

/** How well a fact can be documented, the least first. */
export const coverageLevels = [
  'described',
  'documented',
  'exampled',
  'ran',
] as const satisfies readonly CoverageLevel[];

/** A fact with how well it is documented. The levels are told apart: a fact may be exampled and not described. */
export interface FactCoverage extends Readonly<Record<CoverageLevel, boolean>> {
  readonly fact: Fact;
  /** The level that the config requires of its kind; absent when it requires none. */
  readonly required?: CoverageLevel | undefined;
  /** Whether the config lets it stay below what its kind requires. */
  readonly waived: boolean;
}

/** Whether a fact lacks the level that is required of it, or is on no page when nothing is required of any. */
export const isMissing = (covered: FactCoverage): boolean =>
  !covered[covered.required ?? 'documented'] && !covered.waived;

/** How many facts there are, how many have each level, and how many are waived. */
export type CoverageCounts = Readonly<Record<'total' | CoverageLevel | 'waived', number>>;

/** Counts facts by their levels. */
export function countCoverage(covered: readonly FactCoverage[]): CoverageCounts {
  const having = (level: CoverageLevel | 'waived'): number => covered.filter((one) => one[level]).length;
  return {
    total: covered.length,
    described: having('described'),
    documented: having('documented'),
    exampled: having('exampled'),
    ran: having('ran'),
    waived: having('waived'),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The counts of facts by their kind, the kinds sorted. */
export const coverageByKind = (covered: readonly FactCoverage[]): Readonly<Record<string, CoverageCounts>> =>
  Object.fromEntries(
    [...Map.groupBy(covered, ({ fact }) => fact.kind)]
      .sort(([a], [b]) => compare(a, b))
      .map(([kind, facts]) => [kind, countCoverage(facts)]),
  );

/** The counts of facts that share something. */
export interface CoverageGroup {
  readonly kind: string;
  /** The package, or the folder; empty for the root. */
  readonly of: string;
  readonly counts: CoverageCounts;
}

/** Counts facts by their kind and by what `of` says of them, sorted by both. */
export function groupCoverage(
  covered: readonly FactCoverage[],
  of: (covered: FactCoverage) => string,
): readonly CoverageGroup[] {
  const groups = Map.groupBy(covered, (one) => `${one.fact.kind}\u0000${of(one)}`);
  return [...groups.values()]
    .map((group) => ({ kind: group[0]!.fact.kind, of: of(group[0]!), counts: countCoverage(group) }))
    .sort((a, b) => compare(a.kind, b.kind) || compare(a.of, b.of));
}
