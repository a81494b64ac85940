import type { CheckContext } from '../../src/check/validator.ts';
import type { Program } from '../../src/code/compiler/port.ts';
import { continuedUnits, doubtfulNames, type Supplies, supply, vagueNames } from './context.ts';
import { unexcused } from './excuse.ts';
import { createJudge, type Judgement } from './judge.ts';
import type { Unit } from './unit.ts';

/** How many guesses at the context of a block are tried before one that fails is believed. */
const rounds = 6;

/** What one error that would be reported weighs: more than all that would not. */
const proof = 10_000;

/** How much is wrong with a block. */
function weigh(unit: Unit, { all }: Pick<Judgement, 'all'>): number {
  return unexcused('drift', unit.block, all).length * proof + Math.min(all.length, proof - 1);
}

/** How many errors of a block would be reported. */
export function reportedErrors(unit: Unit, judgement: Pick<Judgement, 'all'>): number {
  return Math.floor(weigh(unit, judgement) / proof);
}

/** The best guess at the context of a block, and what it led to. */
interface Guess {
  readonly round: number;
  readonly weight: number;
  readonly judgement: Judgement;
  /** The blocks that it continues, with the guess that they stood at. */
  readonly continued: ReadonlyMap<Unit, number | undefined>;
}

/**
 * Supplies each block with what it leaves out, and judges it. A context that was guessed may be guessed wrong: an error
 * counts only when no guess does without it, and when it does not rest on a guess that something speaks against. A block
 * that continues others is judged again when their own contexts are settled. Returns the last program too.
 */
export function guessContexts(
  context: CheckContext,
  supplies: ReadonlyMap<Unit, Supplies>,
  first: Program,
  open: () => Program,
): { readonly judged: ReadonlyMap<Unit, Judgement>; readonly program: Program } {
  let program = first;
  const best = new Map<Unit, Guess>();
  const current = new Map<Unit, number>();
  let pending = [...supplies.keys()];
  for (let round = 0; round < rounds && pending.length > 0; round += 1) {
    for (const unit of pending) {
      supply(program, unit, supplies.get(unit)!, round);
      current.set(unit, round);
    }
    program = open();
    const judge = createJudge(context, program);
    for (const unit of pending) {
      const judgement = judge(unit);
      const weight = weigh(unit, judgement);
      if (weight >= (best.get(unit)?.weight ?? Number.POSITIVE_INFINITY)) continue;
      const continued = continuedUnits(supplies.get(unit)!, round);
      best.set(unit, { round, weight, judgement, continued: new Map(continued.map((one) => [one, current.get(one)])) });
    }
    pending = pending.filter(
      (unit) =>
        best.get(unit)!.weight >= proof && [...supplies.get(unit)!.values()].some((ways) => ways.length > round + 1),
    );
  }

  for (const [unit, ways] of supplies) supply(program, unit, ways, best.get(unit)!.round);
  program = open();
  const judge = createJudge(context, program);
  const hasMoved = new Map<Unit, boolean>();
  const moved = (unit: Unit): boolean => {
    const known = hasMoved.get(unit);
    if (known !== undefined) return known;
    const answer = [...(best.get(unit)?.continued ?? [])].some(
      ([one, round]) => best.get(one)?.round !== round || moved(one),
    );
    hasMoved.set(unit, answer);
    return answer;
  };
  const judged = new Map<Unit, Judgement>();
  for (const [unit, ways] of supplies) {
    const { round, weight, judgement } = best.get(unit)!;
    if (weight < proof && !moved(unit)) judged.set(unit, judgement);
    else judged.set(unit, believe(program, unit, judge(unit), doubtfulNames(ways, round), vagueNames(ways, round)));
  }
  return { judged, program };
}

/** Takes back what rests on names whose meaning is doubtful, and a wrong use of what too little is known of. */
function believe(
  program: Program,
  unit: Unit,
  judgement: Judgement,
  doubtful: ReadonlySet<string>,
  vague: ReadonlySet<string>,
): Judgement {
  if (doubtful.size + vague.size === 0) return judgement;
  const { path } = unit.files.at(-1)!;
  let doubted = false;
  const all = judgement.all.map((error) => {
    const names =
      error.verdict.kind === 'other'
        ? none
        : error.verdict.kind === 'wrong-use'
          ? new Set([...doubtful, ...vague])
          : doubtful;
    if (!program.restsOn(path, error.diagnostic, names)) return error;
    doubted = true;
    return { ...error, verdict: { kind: 'other' } as const };
  });
  return { ...judgement, all, doubted };
}

const none: ReadonlySet<string> = new Set();
