import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunPlan } from './port.ts';
import { workerModule } from './scripts.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { messageChannel, type WorkerMessage, type WorkerTask } from './worker/messages.ts';

/** What holds for every process that examples run in. */
export interface ProcessLimits {
  /** Seconds that one example may take. */
  readonly timeout: number;
  /** Seconds that loading what one example imports may take. */
  readonly loading: number;
  /** Megabytes of the heap. */
  readonly memory: number;
  readonly network: boolean;
  /** Absolute path of the program of the process. When it is not given, the one beside this module. */
  readonly program?: string | undefined;
}

/** What a process said before it ended. */
export interface ProcessEnd {
  readonly messages: readonly WorkerMessage[];
  /** The example that was running when it was killed for taking too long. */
  readonly overdue: number | undefined;
  readonly signal: string;
  /** The end of what it wrote to standard error itself. */
  readonly lastWords: string;
}

const ownProgram = fileURLToPath(new URL(`./worker/main${extname(import.meta.url)}`, import.meta.url));

/** The folder of Docproof itself, which the worker is read from. */
const home = join(import.meta.dirname, '../..');

/** Every folder that Node looks for packages in, from a folder upward. */
function packageFolders(from: string): string[] {
  const folders: string[] = [];
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules');
    if (existsSync(folder)) folders.push(folder);
    if (dirname(at) === at) return folders;
  }
}

/**
 * The flags of the process, and its program. Node's permission model takes away what an example has no need of: files outside the
 * repository, writing outside its own folder, other programs, threads, addons.
 */
function flags(root: string, folder: string, program: string, { memory, network }: ProcessLimits): string[] {
  const readable = [root, folder, dirname(program), home, ...packageFolders(root), ...packageFolders(home)];
  return [
    '--permission',
    ...[...new Set(readable)].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${folder}`,
    // Node 25 and later refuse the network by themselves.
    ...(network && process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : []),
    '--no-warnings',
    `--max-old-space-size=${memory}`,
    program,
  ];
}

/** The same environment on every machine. Of the real one only what a system cannot start a program without stays. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    LC_ALL: 'en_US.UTF-8',
    NO_COLOR: '1',
    HOME: folder,
    USERPROFILE: folder,
    TMPDIR: folder,
    TEMP: folder,
    TMP: folder,
  };
}

const mostLastWords = 4096;

const endings = ['SIGTERM', 'SIGHUP'] as const;

/** What the parent adds to a limit that the worker keeps itself while its loop turns. */
const grace = 1;

/**
 * Runs the examples of a plan in one process of their own, in order, until all have ended, one takes too long, or the
 * process dies. The process is gone when this returns, and so is its folder.
 */
export async function runInProcess(plan: RunPlan, limits: ProcessLimits): Promise<ProcessEnd> {
  const { packages, examples, root } = plan;
  const folder = makeTemporaryFolder();
  const { program = ownProgram } = limits;
  const child = spawn(process.execPath, flags(root, folder.path, program, limits), {
    cwd: folder.path,
    env: environment(folder.path),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const kill = (): void => void child.kill('SIGKILL');
  // An example may loop for ever: it must not outlive Docproof. Ctrl-C reaches both by itself.
  const end = (signal: NodeJS.Signals): void => {
    kill();
    folder.remove();
    process.kill(process.pid, signal);
  };
  process.once('exit', kill);
  for (const signal of endings) process.once(signal, end);

  const messages: WorkerMessage[] = [];
  let timer: NodeJS.Timeout | undefined;
  let overdue: number | undefined;
  const watch = (id: number, seconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      overdue = id;
      kill();
    }, seconds * 1000);
  };
  const receive = (message: WorkerMessage): void => {
    messages.push(message);
    if (message.kind === 'loading') watch(message.id, limits.loading);
    else if (message.kind === 'running') watch(message.id, limits.timeout + grace);
    else clearTimeout(timer);
  };

  let unread = '';
  child.stdio[messageChannel]?.on('data', (bytes: Buffer) => {
    const lines = (unread + bytes.toString('latin1')).split('\n');
    unread = lines.pop() ?? '';
    for (const line of lines) receive(JSON.parse(Buffer.from(line, 'latin1').toString('utf8')) as WorkerMessage);
  });
  let lastWords = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    lastWords = (lastWords + bytes.toString('utf8')).slice(-mostLastWords);
  });
  child.stdout?.resume();
  // A process that is gone before it has read its task is told by its end.
  child.stdin?.on('error', () => undefined);
  // The process starts while its task is made.
  const modules = plan.modules.map(workerModule);
  const task: WorkerTask = { modules, packages, examples, timeout: limits.timeout, network: limits.network };
  child.stdin?.end(JSON.stringify(task));

  try {
    const signal = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`));
    });
    return { messages, overdue, signal, lastWords };
  } finally {
    clearTimeout(timer);
    process.off('exit', kill);
    for (const signal of endings) process.off(signal, end);
    kill();
    folder.remove();
  }
}
