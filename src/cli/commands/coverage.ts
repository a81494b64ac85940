import type { FactCoverage } from '../../check/coverage.ts';
import type { CheckResult } from '../../check/result.ts';
import { coverageJsonReport } from '../../report/coverage-json.ts';
import { coverageMarkdownReport } from '../../report/coverage-markdown.ts';
import { coverageTerminalReport } from '../../report/coverage-terminal.ts';
import { isBelow } from '../../workspace/path.ts';
import type { Arguments } from '../arguments.ts';
import { check } from '../compose.ts';
import { startProgress } from '../output.ts';
import { exitCode, writeReports } from '../reports.ts';
import { type CommandParts, readRequest } from '../request.ts';
import { readVersion } from '../version.ts';

/** What a run found out about facts. Examples have to be checked for it; what is wrong with them is not told here. */
function factsOnly(result: CheckResult, paths: readonly string[] | undefined): CheckResult {
  const isNamed = ({ fact }: FactCoverage): boolean =>
    paths === undefined || paths.some((path) => isBelow(fact.location.file, path));
  return {
    ...result,
    findings: result.findings.filter(({ rule }) => rule.startsWith('coverage/')),
    coverage: result.coverage?.filter(isNamed),
  };
}

/** Runs `docproof coverage` and returns the exit code. */
export async function runCoverage(args: Arguments, parts?: CommandParts): Promise<number> {
  const request = await readRequest(args, parts);
  const progress = startProgress();
  let result: CheckResult;
  try {
    const only = ['examples', 'coverage'];
    result = factsOnly(await check({ ...request, only, onProgress: (phase) => progress.show(phase) }), request.paths);
  } finally {
    progress.stop();
  }
  await writeReports(args, (name) => {
    if (name === 'json') return coverageJsonReport(result, { version: readVersion() });
    return name === 'markdown' ? coverageMarkdownReport(result) : coverageTerminalReport(result);
  });
  return exitCode(result, args.maxWarnings);
}
