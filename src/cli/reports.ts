import type { FixSummary } from '../check/fix.ts';
import type { CheckResult } from '../check/result.ts';
import type { Arguments, ReporterName } from './arguments.ts';
import { print, wantsColor, writeReport } from './output.ts';
import { readVersion } from './version.ts';

/** Writes each report that the command line asks for, as `format` makes it. */
export async function writeReports(
  args: Arguments,
  format: (name: ReporterName, color: boolean) => string | Promise<string>,
): Promise<void> {
  for (const { name, file: target } of args.reporters) {
    const text = await format(name, target === undefined && wantsColor(process.stdout, args.color));
    if (target === undefined) await print(text);
    else writeReport(target, text);
  }
}

/** Writes every report of a check that the command line asks for. What makes it is loaded for it alone. */
export function printReports(args: Arguments, result: CheckResult, fixes?: FixSummary): Promise<void> {
  return writeReports(args, async (name, color) => {
    if (name === 'json') {
      const { jsonReport } = await import('../report/json.ts');
      return jsonReport(result, { version: readVersion() }, fixes);
    }
    const { terminalReport } = await import('../report/terminal.ts');
    return terminalReport(result, { color, quiet: args.quiet }, fixes);
  });
}

/** The exit code of a run: 1 when there are errors, or more warnings than are allowed. */
export function exitCode(result: CheckResult, maxWarnings: number | undefined): number {
  const open = result.findings.filter(({ baselined }) => !baselined);
  const warnings = open.filter(({ severity }) => severity === 'warning').length;
  const failed =
    open.some(({ severity }) => severity === 'error') || (maxWarnings !== undefined && warnings > maxWarnings);
  return failed ? 1 : 0;
}
