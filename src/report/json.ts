import type { ChangedSummary } from '../check/changed.ts';
import { coverageByKind } from '../check/coverage.ts';
import type { ChosenFix } from '../check/edits.ts';
import type { Finding } from '../check/finding.ts';
import type { FixSummary } from '../check/fix.ts';
import { claimKinds } from '../check/ledger.ts';
import type { CheckResult } from '../check/result.ts';
import { unifiedDiff } from './diff.ts';

/** What stands in a report beside what the run found. */
export interface ReportHeader {
  /** The version of Docproof. */
  readonly version: string;
}

function findingEntry(finding: Finding): Record<string, unknown> {
  const { rule, severity, message, args, fingerprint, baselined, location, related, suggestion, fixes, url } = finding;
  return {
    rule,
    severity,
    message,
    args,
    fingerprint,
    baselined,
    ...(location && {
      file: location.file,
      line: location.line,
      column: location.column,
      endLine: location.endLine,
      endColumn: location.endColumn,
    }),
    related,
    ...(suggestion !== undefined && { suggestion }),
    fixes,
    url,
  };
}

const changedEntry = ({ since, hidden, passages }: ChangedSummary): Record<string, unknown> => ({
  since,
  hidden,
  passages: passages.map(({ file, line, endLine, facts }) => ({
    file,
    line,
    endLine,
    facts: facts.map(({ id }) => id),
  })),
});

const fixEntry = ({ finding: { rule, message, location }, fix }: ChosenFix): Record<string, unknown> => ({
  rule,
  message,
  title: fix.title,
  ...(location && { file: location.file, line: location.line, column: location.column }),
});

const fixesEntry = ({ dryRun, applied, takenBack, files, unfixed }: FixSummary): Record<string, unknown> => ({
  dryRun,
  applied: applied.map(fixEntry),
  takenBack: takenBack.map((taken) => ({ ...fixEntry(taken), reason: taken.reason })),
  files: files.map(({ file, before, after }) => ({ file, diff: unifiedDiff(file, before, after) })),
  notWritten: unfixed,
});

/**
 * The report for programs. The same files give the same bytes, whatever depends on time apart: that stands under `run`.
 * Paths are POSIX and relative to the root, ranges are UTF-16 offsets with an exclusive end.
 */
export function jsonReport(result: CheckResult, header: ReportHeader, fixes?: FixSummary): string {
  const open = result.findings.filter(({ baselined }) => !baselined);
  const count = (severity: string): number => open.filter((finding) => finding.severity === severity).length;
  const report = {
    version: 1,
    tool: { name: 'docproof', version: header.version },
    run: {
      startedAt: result.startedAt.toISOString(),
      durationMs: result.durationMs,
      level: result.level,
      ...(result.changed && { changed: changedEntry(result.changed) }),
    },
    summary: {
      pages: result.pages,
      errors: count('error'),
      warnings: count('warning'),
      baselined: result.findings.length - open.length,
      ledger: Object.fromEntries(claimKinds.map((kind) => [kind, result.ledger[kind]])),
      coverage: coverageByKind(result.coverage ?? []),
      notes: result.notes,
    },
    findings: result.findings.map(findingEntry),
    ...(fixes && { fixed: fixesEntry(fixes) }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
