import { randomInt } from 'node:crypto';
import type { Proof } from '../../prove/prove.ts';
import { proveJsonReport } from '../../report/prove-json.ts';
import { caughtShare, proveTerminalReport } from '../../report/prove-terminal.ts';
import { type Arguments, UsageError } from '../arguments.ts';
import { proveChecks } from '../compose-prove.ts';
import { startProgress } from '../output.ts';
import { writeReports } from '../reports.ts';
import { type CommandParts, readRequest } from '../request.ts';
import { readVersion } from '../version.ts';

const usualCount = 300;
const usualShare = 99;
const mostSeeds = 2 ** 32;

/** What would leave out of the report what a proof has to see. */
function checkIsWhole({ changed, only, site, external, run }: Arguments): void {
  const narrowing = [
    ['changed', changed !== undefined],
    ['only', only.length > 0],
    ['site', site !== undefined],
    ['external', external],
    ['run', run],
  ] as const;
  const given = narrowing.find(([, isGiven]) => isGiven)?.[0];
  if (given === undefined) return;
  throw new UsageError(`\`docproof prove\` tries the whole static check, and knows no \`--${given}\`. Leave it out.`);
}

/** Runs `docproof prove` and returns the exit code. */
export async function runProve(args: Arguments, parts?: CommandParts): Promise<number> {
  checkIsWhole(args);
  const request = await readRequest(args, parts);
  const progress = startProgress();
  let proof: Proof;
  try {
    proof = await proveChecks(
      { ...request, onProgress: (phase) => progress.show(phase) },
      { seed: args.seed ?? randomInt(mostSeeds), count: args.count ?? usualCount },
    );
  } finally {
    progress.stop();
  }
  await writeReports(args, (name, color) =>
    name === 'json' ? proveJsonReport(proof, { version: readVersion() }) : proveTerminalReport(proof, { color }),
  );
  return caughtShare(proof) < (args.atLeast ?? usualShare) ? 1 : 0;
}
