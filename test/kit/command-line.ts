import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { builtCommand } from './built-program.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own with these files. It is taken away after the test. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'docproof-cli-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** What a run of the command line printed, and its exit code. */
export interface CommandRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runProgram(program: string, cwd: string, args: readonly string[]): CommandRun {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    env: { ...env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

/** Runs Docproof as it is built, as a shell would, without colours. */
export const docproof = (cwd: string, ...args: readonly string[]): CommandRun => runProgram(builtCommand, cwd, args);

/** The same from its sources, as `npm run docproof` does. */
export const docproofFromSources = (cwd: string, ...args: readonly string[]): CommandRun =>
  runProgram(join(import.meta.dirname, '../../src/cli/main.ts'), cwd, args);
