import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, vi } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { createBuiltRunner } from './built-runner.ts';
import { keptCompiler } from './kept-compiler.ts';

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

/** Keeps what is written to a stream of this process until the returned function is called, which gives the text. */
function keepWritten(stream: NodeJS.WriteStream): () => string {
  let text = '';
  const write = vi.spyOn(stream, 'write').mockImplementation((chunk, encodingOrDone, done) => {
    text += String(chunk);
    (typeof encodingOrDone === 'function' ? encodingOrDone : done)?.();
    return true;
  });
  return () => {
    write.mockRestore();
    return text;
  };
}

/**
 * Runs a command line of Docproof in this process, in a folder and without colours. The compiler is one that is kept, and
 * examples run in the built program.
 */
export async function docproof(cwd: string, ...args: readonly string[]): Promise<CommandRun> {
  const createRunner = args.includes('--run') ? await createBuiltRunner() : undefined;
  const { env } = process;
  const before = process.cwd();
  process.chdir(cwd);
  process.env = { ...env, NO_COLOR: '1', FORCE_COLOR: '' };
  const stdout = keepWritten(process.stdout);
  const stderr = keepWritten(process.stderr);
  try {
    const status = await runCommandLine(args, { startCompiler: keptCompiler, createRunner });
    return { status, stdout: stdout(), stderr: stderr() };
  } finally {
    stdout();
    stderr();
    process.env = env;
    process.chdir(before);
  }
}

/** Runs a program of Docproof as a shell would, without colours. */
export function runProgram(program: string, cwd: string, ...args: readonly string[]): CommandRun {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    env: { ...env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

/** The program as its sources are, which `npm run docproof` starts. */
export const sourceCommand = join(import.meta.dirname, '../../src/cli/main.ts');
