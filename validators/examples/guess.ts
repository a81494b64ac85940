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
  /** The blocks that it continues, directly or not, with the guess that each stood at. */
  readonly rests: ReadonlyMap<Unit, number>;
}

/** What the contexts of blocks are guessed from. */
export interface GuessInput {
  readonly context: CheckContext;
  readonly units: readonly Unit[];
  readonly program: Program;
  /** Whether that program tells what is wrong with each block as it is. */
  readonly knowsErrors: boolean;
  /** Compiles the blocks as they are by then. */
  open(): Program;
  /** Whether somebody asks more of the program than what is wrong with the blocks. */
  readonly needsProgram: boolean;
  /** Whether an error of a block would count. Where it would not, one guess is enough. */
  counts(unit: Unit): boolean;
  /** The names that a block needs from elsewhere, by the program above. */
  lackedBy(unit: Unit): ReadonlySet<string>;
  /** The ways to supply names that a block leaves undeclared. */
  suppliesFor(program: Program, unit: Unit, names: ReadonlySet<string>): Supplies;
}

/** What the contexts of blocks turned out to be. */
export interface Guesses {
  readonly judged: ReadonlyMap<Unit, Judgement>;
  /** The blocks that a block continues. */
  readonly continued: ReadonlyMap<Unit, readonly Unit[]>;
  /** How many names of a block nothing declares and nothing supplies. */
  readonly unknownNames: ReadonlyMap<Unit, number>;
  /** The last program. When it is needed, every block has the context in it that was settled on. */
  readonly program: Program;
}

/**
 * Supplies each block with what it leaves out, and judges it. A context that was guessed may be guessed wrong: an error
 * counts only when no guess does without it, and when it does not rest on a guess that something speaks against. A block
 * that continues others is judged again when their own contexts are settled otherwise.
 */
export function guessContexts({ context, units, open, counts, lackedBy, suppliesFor, ...input }: GuessInput): Guesses {
  let program = input.program;
  const supplies = new Map<Unit, Supplies>();
  const best = new Map<Unit, Guess>();
  const current = new Map<Unit, number>();
  for (const unit of units) {
    const lacked = lackedBy(unit);
    supplies.set(unit, lacked.size === 0 ? new Map() : suppliesFor(program, unit, lacked));
  }

  const isLacking = (unit: Unit): boolean => supplies.get(unit)!.size > 0;
  const isUnsupplied = (unit: Unit): boolean => [...supplies.get(unit)!.values()].some((ways) => ways.length === 0);
  const currentOf = (unit: Unit): number => current.get(unit) ?? 0;
  const restsOf = (unit: Unit): ReadonlyMap<Unit, number> => {
    const found = new Set([unit]);
    for (const one of found) for (const other of continuedUnits(supplies.get(one)!, currentOf(one))) found.add(other);
    found.delete(unit);
    return new Map([...found].map((one) => [one, currentOf(one)]));
  };
  const doubting = (unit: Unit, round: number, judgement: Judgement): Judgement => {
    const ways = supplies.get(unit)!;
    return believe(program, unit, judgement, doubtfulNames(ways, round), vagueNames(ways, round));
  };

  let isCurrent = input.knowsErrors;
  let pending = [...units];
  for (let opened = 0; opened < rounds && pending.length > 0; opened += 1) {
    const lacking = pending.filter(isLacking);
    for (const unit of lacking) {
      const round = (current.get(unit) ?? -1) + 1;
      supply(program, unit, supplies.get(unit)!, round);
      current.set(unit, round);
    }
    if (lacking.length > 0 || !isCurrent) program = open();
    isCurrent = true;
    const judge = createJudge(context, program);
    const again: Unit[] = [];
    for (const unit of pending) {
      const round = currentOf(unit);
      const judgement = judge(unit, isUnsupplied(unit));
      // A name that is declared somewhere in the block, but not where it is used.
      const found = [...judgement.undeclared].filter((name) => !supplies.get(unit)!.has(name));
      if (found.length > 0) {
        const more = suppliesFor(program, unit, new Set(found));
        supplies.set(unit, new Map([...supplies.get(unit)!, ...more]));
        current.set(unit, round);
        if ([...more.values()].some((ways) => ways.length > 0)) {
          current.delete(unit);
          best.delete(unit);
          again.push(unit);
          continue;
        }
      }
      const weight = weigh(unit, judgement);
      if (weight < (best.get(unit)?.weight ?? Number.POSITIVE_INFINITY)) {
        const believed = weight < proof ? judgement : doubting(unit, round, judgement);
        best.set(unit, { round, weight, judgement: believed, rests: restsOf(unit) });
      }
      const hasMore = [...supplies.get(unit)!.values()].some((choices) => choices.length > round + 1);
      if (best.get(unit)!.weight >= proof && hasMore && counts(unit)) again.push(unit);
    }
    pending = again;
  }

  const settledOn = (unit: Unit): number => best.get(unit)?.round ?? 0;
  const shifted = units.filter((unit) => isLacking(unit) && current.get(unit) !== settledOn(unit));
  for (const unit of shifted) supply(program, unit, supplies.get(unit)!, settledOn(unit));
  const hasMoved = (unit: Unit): boolean => {
    const guess = best.get(unit);
    return guess === undefined || [...guess.rests].some(([one, round]) => round !== settledOn(one));
  };
  const moved = units.filter(hasMoved);
  if (shifted.length > 0 && (moved.length > 0 || input.needsProgram)) program = open();
  const judge = createJudge(context, program);
  const judged = new Map([...best].map(([unit, { judgement }]) => [unit, judgement]));
  for (const unit of moved) judged.set(unit, doubting(unit, settledOn(unit), judge(unit, isUnsupplied(unit))));
  const unknownNames = new Map(
    units.map((unit) => [unit, [...supplies.get(unit)!.values()].filter((ways) => ways.length === 0).length]),
  );
  const continued = new Map(units.map((unit) => [unit, continuedUnits(supplies.get(unit)!, settledOn(unit))]));
  return { judged, continued, unknownNames, program };
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
