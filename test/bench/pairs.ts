import { spawnSync } from 'node:child_process';

/** A command to time as a whole process. */
export interface Contestant {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
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

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

function time({ name, args, cwd }: Contestant): number {
  const start = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (error || status === null || status > 1)
    throw new Error(`${name} failed with ${status}: ${error?.message ?? stderr}`);
  return milliseconds;
}

/** Times two commands in turn, A B A B …, after one run of each that is not counted. */
export function comparePairs(a: Contestant, b: Contestant, pairs = 5): Comparison {
  time(a);
  time(b);
  const times = Array.from({ length: pairs }, () => [time(a), time(b)] as const);
  const ratios = times.map(([first, second]) => first / second);
  return {
    medians: [median(times.map(([first]) => first)), median(times.map(([, second]) => second))],
    ratio: median(ratios),
    range: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** One line of a result, with the bound that it is held to. */
export function report(
  name: string,
  [a, b]: readonly [string, string],
  { medians, ratio, range }: Comparison,
  most: number,
): string {
  const milliseconds = (value: number): string => `${Math.round(value)} ms`;
  const verdict = ratio <= most ? 'within' : 'OVER';
  return `${name}: ${a} ${milliseconds(medians[0])}, ${b} ${milliseconds(medians[1])}; ratio ${ratio.toFixed(2)} (${range.map((value) => value.toFixed(2)).join(' to ')}), ${verdict} the bound of ${most}`;
}
