import type { PageLines } from '../check/sayings.ts';
import type { Proof, Trial } from '../prove/prove.ts';
import { printable } from './code-frame.ts';
import { painter, plural } from './paint.ts';

/** How many places at which a survivor should have been found are printed. The JSON report has them all. */
const mostPlaces = 3;

/** The percentage of the mutants that were caught where they make something false; 0 when there were none. */
export const caughtShare = ({ trials }: Proof): number =>
  trials.length === 0 ? 0 : (trials.filter(({ caughtBy }) => caughtBy).length / trials.length) * 100;

/** How many lines the mutants made false, and at how many of them something was found. */
export function placesFound({ trials }: Proof): { readonly all: number; readonly found: number } {
  const all = trials.reduce((sum, { mutant }) => sum + mutant.falsified.lines.length, 0);
  return { all, found: all - trials.reduce((sum, { missed }) => sum + missed.length, 0) };
}

/** The percentage with one decimal, rounded down: only all is 100. */
const shown = (share: number): string => `${(Math.floor(share * 10) / 10).toFixed(share === 100 ? 0 : 1)} %`;

const lineOf = ({ file, line }: PageLines): string => `${printable(file)}:${line}`;

/** Where a survivor should have been found. */
function placesOf({ mutant: { falsified } }: Trial): string {
  const { lines, undocumented } = falsified;
  const places = lines.slice(0, mostPlaces).map(lineOf);
  if (lines.length > mostPlaces) places.push(`${lines.length - mostPlaces} more`);
  if (undocumented)
    places.push(`the declaration of ${printable(undocumented.name)} in ${printable(undocumented.file)}`);
  return places.join(', ');
}

/** What became of the mutants, for people: each mutation with its share, each survivor, and the percentage last. */
export function proveTerminalReport(proof: Proof, options: { readonly color: boolean }): string {
  const paint = painter(options.color);
  const { trials, seed, asked } = proof;
  if (trials.length === 0)
    return 'No change could be tried: no page says anything of the code that is known to be true.\n';
  const groups = [...Map.groupBy(trials, ({ mutant }) => mutant.mutation)].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...groups.map(([mutation]) => mutation.length));
  const lines = groups.map(([mutation, group]) => {
    const caught = group.filter(({ caughtBy }) => caughtBy).length;
    const text = `  ${mutation.padEnd(width)}  ${String(caught).padStart(4)} of ${String(group.length).padStart(4)}`;
    return caught === group.length ? text : paint.yellow(text);
  });
  lines.unshift(paint.bold('Caught where something was made false'));
  const survivors = trials.filter(({ caughtBy }) => !caughtBy);
  if (survivors.length > 0) lines.push('', paint.bold('Not caught'));
  for (const trial of survivors) {
    const { mutant, elsewhere } = trial;
    const { file, line } = mutant.location;
    lines.push(
      `${paint.cyan(printable(file))}${paint.dim(`:${line}`)} ${paint.yellow(mutant.mutation)}`,
      `  ${paint.bold(printable(mutant.what))}`,
      `  nothing was found at ${placesOf(trial)}`,
    );
    const [first] = elsewhere;
    if (first)
      lines.push(paint.dim(`  ${first.rule} was found at ${printable(first.location?.file ?? 'the run')} instead`));
  }
  const total = trials.reduce((sum, { durationMs }) => sum + durationMs, 0);
  lines.push('', `seed ${seed}, ${(total / trials.length / 1000).toFixed(2)} s for each change`);
  if (trials.length < asked)
    lines.push(`${plural(asked, 'change was', 'changes were')} asked for, and there are no more places`);
  const { all, found } = placesFound(proof);
  lines.push(`${found.toLocaleString('en')} of ${plural(all, 'line')} that they made false found`);
  const caught = trials.length - survivors.length;
  const share = shown(caughtShare(proof));
  lines.push(
    `${caught} of ${plural(trials.length, 'change')} caught: ${survivors.length === 0 ? paint.green(share) : paint.yellow(share)}`,
  );
  return `${lines.join('\n')}\n`;
}
