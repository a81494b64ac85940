import type { CheckResult } from '../../check/result.ts';
import type { Arguments } from '../arguments.ts';
import { check } from '../compose.ts';
import { type Interruptible, interruptedCode, interruptible } from '../interrupt.ts';
import { startProgress } from '../output.ts';
import { exitCode, printReports } from '../reports.ts';
import { type CommandParts, readRequest } from '../request.ts';

/** Runs `docproof check` and returns the exit code. */
export async function runCheck(args: Arguments, parts?: CommandParts): Promise<number> {
  const request = await readRequest(args, parts);
  const progress = startProgress();
  const interrupt: Interruptible | undefined = args.external ? interruptible() : undefined;
  let result: CheckResult;
  try {
    result = await check({
      ...request,
      external: interrupt && { signal: interrupt.signal },
      onProgress: (phase) => progress.show(phase),
    });
  } finally {
    progress.stop();
    interrupt?.stop();
  }
  if (interrupt?.signal.aborted) return interruptedCode;
  await printReports(args, result);
  return exitCode(result, args.maxWarnings);
}
