import { join } from 'node:path';
import { examplePackage } from './examples-pages.ts';
import { median, run } from './pairs.ts';
import { docproof, noPeers, notRun, peer } from './peers.ts';

/**
 * The time of one block: Docproof over 1,000 of them, typescript-docs-verifier over 20, the start a part of both. It starts
 * a compiler for each, so that its time for one does not depend on how many there are.
 */
const least = 100;
const [many, few] = [1000, 20];
const name = 'one block of a small package';

if (peer('typescript-docs-verifier/dist/index.js') === undefined) notRun(name, noPeers);
else {
  const large = examplePackage(many);
  const small = examplePackage(few);
  try {
    const ours = { name: 'docproof', args: [docproof, '--only', 'examples', '--reporter', 'json'], cwd: large.root };
    const theirs = {
      name: 'typescript-docs-verifier',
      args: [join(import.meta.dirname, 'verifier-program.ts')],
      cwd: small.root,
      isDone: (printed: string) => printed.includes(`${few} blocks, 0 errors`),
    };
    const costs = Array.from({ length: 5 }, () => [run(ours).wall / many, run(theirs).wall / few] as const);
    const times = median(costs.map(([one, other]) => other / one));
    const isReached = times >= least;
    console.log(
      `${name}: docproof ${median(costs.map(([one]) => one)).toFixed(1)} ms, typescript-docs-verifier ${median(costs.map(([, other]) => other)).toFixed(0)} ms; ${times.toFixed(0)} times as fast, ${isReached ? 'reaches' : 'MISSES'} the floor of ${least}`,
    );
    if (!isReached) process.exitCode = 1;
  } finally {
    large.remove();
    small.remove();
  }
}
