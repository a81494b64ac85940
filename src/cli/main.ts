#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { readArguments } from './arguments.ts';

// What is loaded from here on is compiled once and not on every run. Node keeps it in the folder for temporary files.
enableCompileCache();

/** Reads the command line, runs what it asks for and returns the exit code. Loads only what that needs. */
async function main(argv: readonly string[]): Promise<number> {
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
  if (args.command === 'fix') return (await import('./commands/fix.ts')).runFix(args);
  if (args.command === 'coverage') return (await import('./commands/coverage.ts')).runCoverage(args);
  if (args.command === 'snapshot') return (await import('./commands/snapshot.ts')).runSnapshot(args);
  if (args.command === 'prove') return (await import('./commands/prove.ts')).runProve(args);
  return (await import('./commands/check.ts')).runCheck(args);
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

// Whoever reads the output may stop reading: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The exit code is set and not forced, so that everything that was written still arrives.
process.exitCode = await main(process.argv.slice(2)).catch(explainFailure);
