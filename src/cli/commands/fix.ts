import { type FixedFile, type FixOutcome, type FixSummary, fixFindings, type UnfixedFile } from '../../check/fix.ts';
import type { CheckResult } from '../../check/result.ts';
import { diskFileSystem } from '../../workspace/file-system.ts';
import { overlayFileSystem } from '../../workspace/overlay.ts';
import type { Arguments } from '../arguments.ts';
import { type CheckOptions, check } from '../compose.ts';
import { earlierTexts } from '../earlier-texts.ts';
import { gitIn } from '../git.ts';
import { type Interruptible, interruptedCode, interruptible } from '../interrupt.ts';
import { startProgress } from '../output.ts';
import { exitCode, printReports } from '../reports.ts';
import { type CommandParts, readRequest } from '../request.ts';
import { writeFixed } from '../write-fixed.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(path: string): string | undefined {
  try {
    return decoder.decode(diskFileSystem.readFile(path));
  } catch {
    return undefined;
  }
}

const pathIn = (root: string, file: string): string | undefined => diskFileSystem.realpath(`${root}/${file}`);

/** Finds out what can be fixed, and what is left then. Writes nothing. */
const fixAll = (options: CheckOptions): Promise<FixOutcome> =>
  fixFindings({
    check(texts) {
      const contents = new Map([...texts].map(([path, text]) => [path, encoder.encode(text)]));
      return check({ ...options, fileSystem: overlayFileSystem(diskFileSystem, contents) });
    },
    pathOf: (file) => pathIn(options.root, file),
    read: readText,
  });

/** Writes what was fixed, and leaves out of the summary what could not be written. */
function writeAll(root: string, outcome: FixOutcome, dryRun: boolean): FixSummary {
  const unfixed: UnfixedFile[] = [...outcome.unfixed];
  const files: FixedFile[] = [];
  for (const file of outcome.files) {
    const reason = writeFixed(root, file, dryRun);
    if (reason === undefined) files.push(file);
    else unfixed.push({ file: file.file, reason });
  }
  const fixed = new Set(files.map(({ path }) => path));
  const applied = outcome.applied.filter(({ fix }) => fixed.has(pathIn(root, fix.edits[0]!.file) ?? ''));
  return { dryRun, applied, takenBack: outcome.takenBack, files, unfixed };
}

/** Runs `docproof fix` and returns the exit code. */
export async function runFix(args: Arguments, parts?: CommandParts): Promise<number> {
  const request = await readRequest(args, parts);
  const earlier = earlierTexts(gitIn(request.root));
  const progress = startProgress();
  const interrupt: Interruptible | undefined = args.external ? interruptible() : undefined;
  const more = {
    external: interrupt && { signal: interrupt.signal },
    onProgress: (phase: string) => progress.show(phase),
  };
  let remaining: CheckResult;
  let before: CheckResult;
  let summary: FixSummary;
  try {
    const outcome = await fixAll({ ...request, ...more, earlier });
    if (interrupt?.signal.aborted) return interruptedCode;
    ({ before, result: remaining } = outcome);
    summary = writeAll(request.root, outcome, args.dryRun);
    // What was checked last is not what stands on the disk now: a file was not written, or a line is new to git.
    const isLeft = summary.files.length < outcome.files.length || (args.changed && summary.files.length > 0);
    if (isLeft && !args.dryRun) remaining = await check({ ...(await readRequest(args, parts)), ...more });
  } finally {
    progress.stop();
    interrupt?.stop();
  }
  for (const { file, reason } of summary.unfixed) {
    process.stderr.write(`docproof: ${file} was not changed: ${reason}.\n`);
  }
  await printReports(args, remaining, summary);
  if (summary.unfixed.length > 0) return 1;
  return exitCode(args.dryRun ? before : remaining, args.maxWarnings);
}
