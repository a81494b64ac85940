import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { programFile } from './programs.ts';

const root = join(import.meta.dirname, '../../..');

/** A running service in a process of its own. */
export interface ServiceProcess {
  readonly address: string;
  readonly child: ChildProcess;
  /** Everything that it wrote to standard error: its log. */
  log(): string;
  /** The same, entry by entry. */
  entries(): readonly Readonly<Record<string, unknown>>[];
  /** Waits for its end and returns the exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
}

/**
 * Starts Almanac, or the program of a file that says the same, on a free port. Fails with what it said when it does not
 * start. `onSpawn` is handed the process before it has started, for those who want to disturb that.
 */
export async function startService(
  environment: Readonly<Record<string, string>>,
  onSpawn: (child: ChildProcess) => void = () => {},
  file?: string,
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [file ?? (await programFile('server'))], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onSpawn(child);
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const end = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? -1)),
  );
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const match = /Almanac listens on (http:\/\/localhost:\d+)/.exec(printed);
      if (match) resolve(match[1]!);
    });
    void end.then((code) => reject(new Error(`the service ended with ${code}: ${log}`)));
  });
  return {
    address,
    child,
    log: () => log,
    entries: () =>
      log
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    ended: () => end,
  };
}
