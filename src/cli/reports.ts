import type { FixSummary } from '../check/fix.ts';
import type { CheckResult } from '../check/result.ts';
import { jsonReport } from '../report/json.ts';
import { terminalReport } from '../report/terminal.ts';
import type { Arguments } from './arguments.ts';
import { print, wantsColor, writeReport } from './output.ts';
import { readVersion } from './version.ts';

/** Writes every report that the command line asks for. */
export async function printReports(args: Arguments, result: CheckResult, fixes?: FixSummary): Promise<void> {
  for (const { name, file: target } of args.reporters) {
    const color = target === undefined && wantsColor(process.stdout, args.color);
    const text =
      name === 'json'
        ? jsonReport(result, { version: readVersion() }, fixes)
        : terminalReport(result, { color, quiet: args.quiet }, fixes);
    if (target === undefined) await print(text);
    else writeReport(target, text);
  }
}

/** The exit code of a run: 1 when there are errors, or more warnings than are allowed. */
export function exitCode(result: CheckResult, maxWarnings: number | undefined): number {
  const open = result.findings.filter(({ baselined }) => !baselined);
  const warnings = open.filter(({ severity }) => severity === 'warning').length;
  const failed =
    open.some(({ severity }) => severity === 'error') || (maxWarnings !== undefined && warnings > maxWarnings);
  return failed ? 1 : 0;
}
