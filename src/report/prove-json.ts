import type { Finding } from '../check/finding.ts';
import type { Proof, Trial } from '../prove/prove.ts';
import type { ReportHeader } from './json.ts';
import { caughtShare, placesFound } from './prove-terminal.ts';

const findingEntry = ({ rule, message, location }: Finding): Record<string, unknown> => ({
  rule,
  message,
  ...(location && { file: location.file, line: location.line, column: location.column }),
});

function trialEntry({ mutant, caughtBy, missed, elsewhere }: Trial): Record<string, unknown> {
  const { mutation, what, location, falsified } = mutant;
  return {
    mutation,
    what,
    file: location.file,
    line: location.line,
    column: location.column,
    caught: caughtBy !== undefined,
    ...(caughtBy && { caughtBy: findingEntry(caughtBy) }),
    expected: { lines: falsified.lines, ...(falsified.undocumented && { undocumented: falsified.undocumented }) },
    missed,
    elsewhere: elsewhere.map(findingEntry),
  };
}

/** What became of the mutants, for programs. The same files and seed give the same bytes, `run` apart. */
export function proveJsonReport(proof: Proof, header: ReportHeader): string {
  const { trials, seed, asked, harmless } = proof;
  const report = {
    version: 1,
    tool: { name: 'docproof', version: header.version },
    run: { milliseconds: trials.map(({ durationMs }) => durationMs) },
    summary: {
      seed,
      asked,
      tried: trials.length,
      caught: trials.filter(({ caughtBy }) => caughtBy).length,
      harmless,
      places: placesFound(proof),
      percent: caughtShare(proof),
    },
    trials: trials.map(trialEntry),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
