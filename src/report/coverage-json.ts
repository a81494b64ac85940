import { coverageByKind, coverageLevels, type FactCoverage } from '../check/coverage.ts';
import type { CheckResult } from '../check/result.ts';
import type { ReportHeader } from './json.ts';

function factEntry(covered: FactCoverage): Record<string, unknown> {
  const { fact, required, waived } = covered;
  const { id, kind, package: packageName, name, aliases, location } = fact;
  return {
    id,
    kind,
    package: packageName,
    name,
    aliases,
    file: location.file,
    line: location.line,
    column: location.column,
    ...Object.fromEntries(coverageLevels.map((level) => [level, covered[level]])),
    ...(required !== undefined && { required }),
    waived,
  };
}

/** The coverage of facts for programs. The same files give the same bytes, `run` apart. */
export function coverageJsonReport(result: CheckResult, header: ReportHeader): string {
  const { coverage = [], startedAt, durationMs, level } = result;
  const report = {
    version: 1,
    tool: { name: 'docproof', version: header.version },
    run: { startedAt: startedAt.toISOString(), durationMs, level },
    summary: { coverage: coverageByKind(coverage) },
    facts: coverage.map(factEntry),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
