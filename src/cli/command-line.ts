import { readArguments } from './arguments.ts';
import type { CommandParts } from './request.ts';

/** Reads a command line and runs what it asks for. Loads only what that needs. */
async function runCommand(argv: readonly string[], parts: CommandParts): Promise<number> {
  const args = readArguments(argv);
  const { print } = await import('./output.ts');
  if (args.version) {
    const { readVersion } = await import('./version.ts');
    await print(`${readVersion()}\n`);
    return 0;
  }
  if (args.help) {
    const { helpText } = await import('./help.ts');
    await print(helpText());
    return 0;
  }
  if (args.command === 'explain') return (await import('./commands/explain.ts')).runExplain(args);
  if (args.command === 'fix') return (await import('./commands/fix.ts')).runFix(args, parts);
  if (args.command === 'coverage') return (await import('./commands/coverage.ts')).runCoverage(args, parts);
  if (args.command === 'snapshot') return (await import('./commands/snapshot.ts')).runSnapshot(args, parts);
  if (args.command === 'prove') return (await import('./commands/prove.ts')).runProve(args, parts);
  return (await import('./commands/check.ts')).runCheck(args, parts);
}

/** Turns what went wrong into one clear message and an exit code. */
function explainFailure(error: unknown): number {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'UsageError' || name === 'ConfigError') {
    process.stderr.write(`docproof: ${message}\n`);
    return 2;
  }
  process.stderr.write(
    `docproof: this is a fault of Docproof, not of your docs: ${message.split('\n')[0]}\nPlease report it at https://github.com/docproof/docproof/issues. DOCPROOF_DEBUG=1 prints where it happened.\n`,
  );
  if (process.env.DOCPROOF_DEBUG === '1' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 3;
}

/** Runs what a command line asks for, without the name of the program, and returns the exit code. Never throws. */
export const runCommandLine = (argv: readonly string[], parts: CommandParts = {}): Promise<number> =>
  runCommand(argv, parts).catch(explainFailure);
