import { examplePackage } from './examples-pages.ts';
import { bounded, median, run } from './pairs.ts';
import { docproof } from './peers.ts';

/** Ten times the blocks take at most eleven times the time, the start a part of both. */
const most = 11;
const few = 200;

const small = examplePackage(few);
const large = examplePackage(few * 10);
try {
  const check = (cwd: string) =>
    run({ name: 'docproof', args: [docproof, '--only', 'examples', '--reporter', 'json'], cwd });
  const costs = Array.from({ length: 5 }, () => [check(small.root), check(large.root)] as const);
  const seconds = (values: number[]): string => `${(median(values) / 1000).toFixed(2)} s`;
  const ratio = median(costs.map(([one, ten]) => ten.wall / one.wall));
  const walls = [costs.map(([one]) => one.wall), costs.map(([, ten]) => ten.wall)] as const;
  bounded(
    `${few} and ${few * 10} blocks: ${seconds(walls[0])} and ${seconds(walls[1])}; ${ratio.toFixed(2)} times the time`,
    ratio,
    most,
  );
} finally {
  small.remove();
  large.remove();
}
