import { type CoverageCounts, coverageLevels, type FactCoverage, groupCoverage, isMissing } from '../check/coverage.ts';
import type { CheckResult } from '../check/result.ts';
import { directoryOf } from '../workspace/path.ts';

/** A table of a coverage report: its first columns say what is counted. */
export interface CoverageTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Facts of one kind that lack what is required of them, or are on no page. */
export interface MissingFacts {
  readonly kind: string;
  readonly facts: readonly FactCoverage[];
}

/** A share as whole percents. Only all is 100, and only nothing is 0: neither is reached by rounding. */
export function percent(part: number, whole: number): string {
  if (part === whole) return '100 %';
  if (part === 0) return '0 %';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))} %`;
}

const countHeader = ['facts', ...coverageLevels, 'waived'];

const countCells = (counts: CoverageCounts): string[] => [
  counts.total.toLocaleString('en'),
  ...coverageLevels.map((level) => percent(counts[level], counts.total)),
  counts.waived === 0 ? '–' : counts.waived.toLocaleString('en'),
];

/** The tables of a coverage report: by kind and package, and by kind and folder. */
export function coverageTables({ coverage = [] }: CheckResult): readonly CoverageTable[] {
  const table = (title: string, column: string, of: (covered: FactCoverage) => string): CoverageTable => ({
    title,
    header: ['kind', column, ...countHeader],
    rows: groupCoverage(coverage, of).map((group) => [
      group.kind,
      group.of === '' ? '.' : group.of,
      ...countCells(group.counts),
    ]),
  });
  return [
    table('By kind and package', 'package', ({ fact }) => fact.package),
    table('By kind and folder', 'folder', ({ fact }) => directoryOf(fact.location.file)),
  ];
}

/**
 * What is missing, by kind. Where the config requires levels, only what it requires; where it requires nothing, every fact that
 * is on no page. Members are then left out: few projects give each a row.
 */
export function missingFacts({ coverage = [] }: CheckResult): readonly MissingFacts[] {
  const requires = coverage.some(({ required }) => required !== undefined);
  const missing = coverage.filter(
    (covered) => isMissing(covered) && (requires ? covered.required !== undefined : covered.fact.kind !== 'members'),
  );
  return [...Map.groupBy(missing, ({ fact }) => fact.kind)].map(([kind, facts]) => ({ kind, facts }));
}
