import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command to time as a whole process. */
export interface Contestant {
  readonly name: string;
  /** The arguments of Node. */
  readonly args: readonly string[];
  readonly cwd: string;
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
}

/** The value in the middle; between the two in the middle when there is an even number. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Loaded before a command: writes what the process took when it ends. */
const meter = `
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeFileSync(process.env.BENCH_COST, JSON.stringify({ processor: (user + system) / 1000, peak: process.resourceUsage().maxRSS / 1024 }));
  });
`;

/** Runs a command as a whole process and says what it took. Throws when it fails; exit code 1 means findings. */
export function run({ name, args, cwd }: Contestant): Cost {
  const folder = mkdtempSync(join(tmpdir(), 'docproof-bench-cost-'));
  try {
    const file = join(folder, 'cost.json');
    const start = process.hrtime.bigint();
    const loader = `data:text/javascript,${encodeURIComponent(meter)}`;
    const { status, error, stderr } = spawnSync(process.execPath, ['--import', loader, ...args], {
      cwd,
      env: { ...process.env, BENCH_COST: file },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const wall = Number(process.hrtime.bigint() - start) / 1e6;
    if (error || status === null || status > 1)
      throw new Error(`${name} failed with ${status}: ${error?.message ?? stderr}`);
    return { wall, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Cost, 'wall'>) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Times two commands in turn, A B A B …, after one run of each that is not counted. */
export function comparePairs(a: Contestant, b: Contestant, pairs = 5): Comparison {
  run(a);
  run(b);
  const times = Array.from({ length: pairs }, () => [run(a).wall, run(b).wall] as const);
  const ratios = times.map(([first, second]) => first / second);
  return {
    medians: [median(times.map(([first]) => first)), median(times.map(([, second]) => second))],
    ratio: median(ratios),
    range: [Math.min(...ratios), Math.max(...ratios)],
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
  { medians, ratio, range }: Comparison,
  most: number,
): void {
  const [low, high] = range;
  const text = `${name}: ${a} ${seconds(medians[0])}, ${b} ${seconds(medians[1])}; ratio ${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  bounded(text, ratio, most);
}

/** Says how many times as fast as the second the first has to be at least, and how fast it was. */
export function reportTimesFaster(
  name: string,
  [a, b]: readonly [string, string],
  { medians, ratio, range }: Comparison,
  least: number,
): void {
  const times = (value: number): string => (1 / value).toFixed(1);
  const isReached = 1 / ratio >= least;
  console.log(
    `${name}: ${a} ${seconds(medians[0])}, ${b} ${seconds(medians[1])}; ${times(ratio)} times as fast (${times(range[1])} to ${times(range[0])}), ${isReached ? 'reaches' : 'MISSES'} the floor of ${least}`,
  );
  if (!isReached) process.exitCode = 1;
}
