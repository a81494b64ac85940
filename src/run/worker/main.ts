import { readFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import type { RunEnd, RunnableExample, ThrownError } from '../port.ts';
import { mapPlaces, missingPackage, registerModules, UnsupportedError, unreadable } from './hooks.ts';
import { leftovers, settled } from './leftovers.ts';
import { messageChannel, type WorkerMessage, type WorkerTask } from './messages.ts';
import { refuseNetwork } from './network.ts';
import { captureOutput, type Printed } from './output.ts';
import { rememberTraces } from './traces.ts';
import { createWatcher, watcherName } from './watch.ts';

// The program of the process that examples run in. What it needs of the process is taken before an example can change it.
const { clearTimeout, performance, setImmediate, setTimeout } = globalThis;
const task = JSON.parse(readFileSync(0, 'utf8')) as WorkerTask;

const folder = JSON.stringify(process.cwd()).slice(1, -1);

/**
 * Hands a message over before anything else happens: the next line of the example may end the process. The folder has
 * another name in each run, and is told by what comments write for a part that differs.
 */
function send(message: WorkerMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message).replaceAll(folder, '…')}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(messageChannel, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

const textOf = (read: () => unknown): string => {
  try {
    return String(read() ?? '');
  } catch {
    return '';
  }
};

/** What was thrown, whatever it is. An error whose cause says more than itself is told with its cause. */
function describe(thrown: unknown): ThrownError {
  if (!(thrown instanceof Error)) return { name: '', message: textOf(() => inspect(thrown)), stack: '' };
  const { cause } = thrown;
  const because = cause instanceof Error ? `: ${cause.message}` : '';
  return {
    name: textOf(() => thrown.name),
    message: `${textOf(() => thrown.message)}${because}`,
    stack: mapPlaces(textOf(() => thrown.stack)),
  };
}

/** What is told of an example while it runs. */
interface Running {
  readonly example: RunnableExample;
  readonly printed: Printed;
  readonly watcher: ReturnType<typeof createWatcher>;
  /** When its time is over, in the clock of the process. The time begins with its own code. */
  deadline: number;
  /** Called with what nobody caught. */
  fail(thrown: unknown): void;
}

const nobody: Printed = { text: '', cut: false };
const failed = new Set<number>();
let running: Running | undefined;

function report({ example: { id }, printed: { text, cut }, watcher }: Running, end: RunEnd): void {
  running = undefined;
  if (end.kind !== 'finished') failed.add(id);
  send({ kind: 'ended', id, end, output: mapPlaces(text), cut, answers: watcher.answers() });
}

function endOf(error: unknown, path: string): RunEnd {
  const name = missingPackage(error);
  if (name !== undefined) return { kind: 'not-installed', package: name };
  const thrown = unreadable(error, path);
  return thrown instanceof UnsupportedError
    ? { kind: 'unsupported', path: thrown.path, reason: thrown.message }
    : { kind: 'threw', error: describe(thrown) };
}

/**
 * Runs one example to its end: until its module is done and nothing that it began is left. Returns whether its time was
 * over before.
 */
async function run(example: RunnableExample): Promise<boolean> {
  const limit = task.timeout * 1000;
  let over: NodeJS.Timeout | undefined;
  const ended = Promise.withResolvers<RunEnd | undefined>();
  const begin = (): void => {
    send({ kind: 'running', id: example.id });
    current.deadline = performance.now() + limit;
    // A turn later, when this timer is none that is left.
    over = setTimeout(() => setImmediate(() => ended.resolve({ kind: 'overran', waitsFor: leftovers() })), limit);
  };
  const current: Running = {
    example,
    printed: { text: '', cut: false },
    watcher: createWatcher(example.expectations, begin),
    deadline: Number.POSITIVE_INFINITY,
    fail: (thrown) => ended.resolve(endOf(thrown, example.path)),
  };
  running = current;
  Object.defineProperty(globalThis, watcherName, { value: current.watcher, configurable: true, enumerable: false });
  send({ kind: 'loading', id: example.id });
  if (example.needs.some((id) => failed.has(id))) {
    report(current, { kind: 'held-up' });
    return false;
  }
  import(pathToFileURL(example.path).href).then(
    () => ended.resolve(undefined),
    (error: unknown) => ended.resolve(endOf(error, example.path)),
  );
  const early = await ended.promise;
  clearTimeout(over);
  if (early) {
    report(current, early);
    return early.kind === 'overran';
  }
  const late = Promise.withResolvers<RunEnd>();
  current.fail = (thrown) => late.resolve(endOf(thrown, example.path));
  const left = settled(current.deadline).then(
    (waitsFor): RunEnd => (waitsFor.length > 0 ? { kind: 'overran', waitsFor } : { kind: 'finished' }),
  );
  const end = await Promise.race([late.promise, left]);
  report(current, end);
  return end.kind === 'overran';
}

registerModules(task);
captureOutput(() => running?.printed ?? nobody);
if (!task.network) refuseNetwork();
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (thrown: unknown) => running?.fail(thrown));
}
process.on('exit', (code) => {
  if (running) report(running, { kind: 'exited', code });
});
// To remember them loads what a process starts without, and the last example leaves them to nobody.
const traces = task.examples.length > 1 ? rememberTraces() : undefined;
for (const example of task.examples) {
  const isOver = await run(example);
  // What still runs would be in the way of the others.
  if (isOver) break;
  traces?.clear();
}
process.exit(0);
