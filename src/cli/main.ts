#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { runCommandLine } from './command-line.ts';

// What is loaded from here on is compiled once and not on every run. Node keeps it in the folder for temporary files.
enableCompileCache();

// Whoever reads the output may stop reading: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The exit code is set and not forced, so that everything that was written still arrives.
process.exitCode = await runCommandLine(process.argv.slice(2));
