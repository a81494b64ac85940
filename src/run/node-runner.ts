import { sameOutput } from './compare.ts';
import type { ExampleRunner, RunEnd, RunnableExample, RunPlan, RunReport } from './port.ts';
import { type ProcessEnd, type ProcessLimits, runInProcess } from './worker-process.ts';

/** What a runner is made for. */
export interface RunnerSettings extends ProcessLimits {
  runsPage(file: string): boolean;
  /** Told how many examples have ended, of how many. */
  onProgress?(done: number, all: number): void;
}

/** What a project that says nothing gets. Times are in seconds, memory in megabytes. */
export const defaultLimits: ProcessLimits = { timeout: 5, loading: 60, memory: 512, network: false };

const isGood = ({ output: expected }: RunnableExample, { end, answers, output }: RunReport): boolean =>
  (end.kind === 'finished' || (end.kind === 'exited' && end.code === 0)) &&
  answers.every(({ met }) => met) &&
  (expected === undefined || sameOutput(expected.text, output, expected.json));

/** How the example ended under which a process ended without a word. */
function silentEnd({ overdue, signal, lastWords }: ProcessEnd): RunEnd {
  if (overdue !== undefined) return { kind: 'overran', waitsFor: [] };
  return { kind: 'died', of: /heap out of memory|Allocation failed/.test(lastWords) ? 'memory' : 'unknown', signal };
}

/** What a process told of its examples, one that it died under included. */
function reportsOf(end: ProcessEnd): Map<number, RunReport> {
  const reports = new Map<number, RunReport>();
  let begun: number | undefined;
  for (const message of end.messages) {
    if (message.kind !== 'ended') begun = message.id;
    else {
      begun = undefined;
      const { end: how, output, cut, answers } = message;
      reports.set(message.id, { end: how, output, cut, answers });
    }
  }
  if (begun !== undefined) reports.set(begun, { end: silentEnd(end), output: '', cut: false, answers: [] });
  return reports;
}

/** A plan of some examples and those that they continue. */
function planOf(plan: RunPlan, examples: readonly RunnableExample[]): RunPlan {
  const wanted = new Set(examples.flatMap(({ id, needs }) => [...needs, id]));
  return { ...plan, examples: plan.examples.filter(({ id }) => wanted.has(id)) };
}

/** Whether nothing ran in the process before an example but what it continues. */
function ranFirst({ examples }: RunPlan, { id, needs }: RunnableExample): boolean {
  const before = examples.slice(
    0,
    examples.findIndex((example) => example.id === id),
  );
  return before.every((example) => needs.includes(example.id));
}

/**
 * Runs examples in processes of the Node that Docproof runs on. All of them share one process, each as a module of its
 * own. Whatever fails there behind others runs again in a process that it shares only with what it continues, and what
 * happens then counts: no example is blamed for what another left behind. When the process dies, the rest go on in a new
 * one.
 */
export function createNodeRunner({ runsPage, onProgress, ...limits }: RunnerSettings): ExampleRunner {
  return {
    runsPage,
    timeout: limits.timeout,
    memory: limits.memory,
    async run(plan) {
      const reports = new Map<number, RunReport>();
      const suspects: RunnableExample[] = [];
      let waiting = plan.examples;
      while (waiting.length > 0) {
        const shared = planOf(plan, waiting);
        const told = reportsOf(await runInProcess(shared, limits));
        if (told.size === 0) throw new Error('the process that examples run in ended before it ran one');
        const left = waiting.filter(({ id }) => !told.has(id));
        // When it dies under what others continue, each of those has to show by itself what becomes of it.
        const isStuck = left.length === waiting.length;
        for (const example of waiting) {
          const report = told.get(example.id);
          if (report && (isGood(example, report) || ranFirst(shared, example))) reports.set(example.id, report);
          else if (report || isStuck) suspects.push(example);
        }
        waiting = isStuck ? [] : left;
        onProgress?.(reports.size, plan.examples.length);
      }
      for (const example of suspects) {
        const report = reportsOf(await runInProcess(planOf(plan, [example]), limits)).get(example.id);
        reports.set(example.id, report ?? { end: { kind: 'held-up' }, output: '', cut: false, answers: [] });
        onProgress?.(reports.size, plan.examples.length);
      }
      return reports;
    },
  };
}
