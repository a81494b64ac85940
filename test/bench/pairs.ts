import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command to time as a whole process. */
export interface Contestant {
  readonly name: string;
  /** The arguments of Node. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** Whether it did its work, from what it printed: a tool that looks at nothing is fast. */
  isDone?(printed: string): boolean;
}

/** What one process took. The compiler is a process of its own, and no part of it. */
export interface Cost {
  /** From start to end, in milliseconds. */
  readonly wall: number;
  /** Time of the processor, user and system together, in milliseconds. */
  readonly processor: number;
  /** The most memory that it held at a time, in megabytes. */
  readonly peak: number;
}

/** What alternating runs of two commands came to. */
export interface Comparison {
  /** Median wall time of each, in milliseconds. */
  readonly medians: readonly [number, number];
  /** Median of the ratios of each pair. */
  readonly ratio: number;
  /** The smallest and the largest ratio. */
  readonly range: readonly [number, number];
  /** Median of the ratios of process time, which depends less on what else the machine does. */
  readonly processor: number;
}

/** The value in the middle; between the two in the middle when there is an even number. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Loaded before a command: writes what the process took when it ends. */
const meter = `
  const { writeFileSync } = process.getBuiltinModule('node:fs');
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeFileSync(process.env.BENCH_COST, JSON.stringify({ processor: (user + system) / 1000, peak: process.resourceUsage().maxRSS / 1024 }));
  });
`;

/** Runs a command as a whole process and says what it took. Throws when it fails; exit code 1 means findings. */
export function run({ name, args, cwd, isDone }: Contestant): Cost {
  const folder = mkdtempSync(join(tmpdir(), 'docproof-bench-cost-'));
  try {
    const file = join(folder, 'cost.json');
    const start = process.hrtime.bigint();
    const loader = `data:text/javascript,${encodeURIComponent(meter)}`;
    const { status, error, stdout, stderr } = spawnSync(process.execPath, ['--import', loader, ...args], {
      cwd,
      env: { ...process.env, BENCH_COST: file },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const wall = Number(process.hrtime.bigint() - start) / 1e6;
    if (error || status === null || status > 1)
      throw new Error(`${name} failed with ${status}: ${error?.message ?? stderr}`);
    if (isDone?.(stdout + stderr) === false) throw new Error(`${name} did not do its work: ${stdout}${stderr}`);
    // A command that hands its process over to another program, as `tsc` does, cannot say what it took.
    if (!existsSync(file)) return { wall, processor: Number.NaN, peak: Number.NaN };
    return { wall, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Cost, 'wall'>) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pairs of runs. `PAIRS=1` is for a peer that takes minutes; what is published says so. */
const pairs = Number(process.env.PAIRS ?? 5);

/** Times two commands in turn, A B A B …, after one run of each that is not counted. */
export function comparePairs(a: Contestant, b: Contestant): Comparison {
  run(a);
  run(b);
  const costs = Array.from({ length: pairs }, () => [run(a), run(b)] as const);
  const ratios = costs.map(([first, second]) => first.wall / second.wall);
  return {
    medians: [median(costs.map(([first]) => first.wall)), median(costs.map(([, second]) => second.wall))],
    ratio: median(ratios),
    range: [Math.min(...ratios), Math.max(...ratios)],
    processor: median(costs.map(([first, second]) => first.processor / second.processor)),
  };
}

/** One line of a result that is held to a bound, and whether it is within. */
export function bounded(text: string, value: number, most: number, unit = ''): boolean {
  const isWithin = value <= most;
  console.log(`${text}, ${isWithin ? 'within' : 'OVER'} the bound of ${most}${unit}`);
  if (!isWithin) process.exitCode = 1;
  return isWithin;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** Says how many times as long as the second the first may take at most, and how long it took. */
export function reportRatio(
  name: string,
  [a, b]: readonly [string, string],
  { medians, ratio, range, processor }: Comparison,
  most: number,
): void {
  const [low, high] = range;
  const text = `${name}: ${a} ${seconds(medians[0])}, ${b} ${seconds(medians[1])}; ratio ${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})${Number.isNaN(processor) ? '' : `, of process time ${processor.toFixed(2)}`}`;
  bounded(text, ratio, most);
}

/** Says how many times as fast as the second the first was, and whether that is the least that it has to be. */
export function reportTimesFaster(
  name: string,
  [a, b]: readonly [string, string],
  { medians, ratio, range, processor }: Comparison,
  least?: number,
): void {
  const times = (value: number): string => (1 / value).toFixed(1);
  const text = `${name}: ${a} ${seconds(medians[0])}, ${b} ${seconds(medians[1])}; ${times(ratio)} times as fast (${times(range[1])} to ${times(range[0])}), ${times(processor)} times in process time`;
  const isReached = least === undefined || 1 / ratio >= least;
  console.log(least === undefined ? text : `${text}, ${isReached ? 'reaches' : 'MISSES'} the floor of ${least}`);
  if (!isReached) process.exitCode = 1;
}
