import type { CheckContext } from '../../src/check/validator.ts';
import type { Program, VirtualFile } from '../../src/code/compiler/port.ts';
import {
  continuedUnits,
  doubtfulNames,
  type Supplies,
  statedNames,
  supply,
  unmeantNames,
  vagueNames,
} from './context.ts';
import { unexcused } from './excuse.ts';
import { createJudge, type Judgement } from './judge.ts';
import { textOf, type Unit } from './unit.ts';

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
  /** The last guess that was tried. */
  readonly tried: number;
  readonly weight: number;
  readonly judgement: Judgement;
  /** The blocks that it continues, directly or not, with the guess that each stood at. */
  readonly rests: ReadonlyMap<Unit, number>;
}

/** What most blocks lack and rest on, kept once for all of them. */
const noSupplies: Supplies = new Map();
const restsOnNone: Guess['rests'] = new Map();

/** A block with one guess at its context. */
interface Attempt {
  readonly unit: Unit;
  readonly round: number;
}

/** A copy of a block, in a file of its own beside it. */
function copyOf(unit: Unit, round: number): Unit {
  const files = unit.files.map((file) => ({ ...file, path: file.path.replace(/(\.[^./]+)$/, `.alt${round}$1`) }));
  return { ...unit, files };
}

/** Whether a copy of a block beside it is seen by nobody: it is one file, and declares nothing for others. */
const mayBeCopied = ({ files }: Unit): boolean =>
  files.length === 1 &&
  files.every(({ path, body }) => !/\.d\.\w+$/.test(path) && !/\bdeclare\s+(global|module)\b/.test(body));

/** What the contexts of blocks are guessed from. */
export interface GuessInput {
  readonly context: CheckContext;
  readonly units: readonly Unit[];
  readonly program: Program;
  /** Whether that program tells what is wrong with each block as it is. */
  readonly knowsErrors: boolean;
  /** Compiles the blocks as they are by then, and files beside them. */
  open(extra?: readonly VirtualFile[]): Program;
  /** Whether somebody asks more of the program than what is wrong with the blocks. */
  readonly needsProgram: boolean;
  /** Whether an error of a block would count. Where it would not, one guess is enough. */
  counts(unit: Unit): boolean;
  /** The names that a block needs from elsewhere, by the program above. */
  lackedBy(unit: Unit): ReadonlySet<string>;
  /** The ways to mean names that a block has from the platform, and that blocks before it declare too. */
  shadowedIn(program: Program, unit: Unit): Supplies;
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
export function guessContexts({
  context,
  units,
  open,
  counts,
  lackedBy,
  suppliesFor,
  shadowedIn,
  ...input
}: GuessInput): Guesses {
  let program = input.program;
  const supplies = new Map<Unit, Supplies>();
  const best = new Map<Unit, Guess>();
  const current = new Map<Unit, number>();
  for (const unit of units) {
    const lacked = lackedBy(unit);
    supplies.set(unit, lacked.size === 0 ? noSupplies : suppliesFor(program, unit, lacked));
  }

  const isLacking = (unit: Unit): boolean => supplies.get(unit)!.size > 0;
  const isUnsupplied = (unit: Unit): boolean => [...supplies.get(unit)!.values()].some((ways) => ways.length === 0);
  const currentOf = (unit: Unit): number => current.get(unit) ?? 0;
  const restsOf = (unit: Unit, round: number): ReadonlyMap<Unit, number> => {
    const found = new Set([unit]);
    for (const one of found) {
      const at = one === unit ? round : currentOf(one);
      for (const other of continuedUnits(supplies.get(one)!, at)) found.add(other);
    }
    found.delete(unit);
    return found.size === 0 ? restsOnNone : new Map([...found].map((one) => [one, currentOf(one)]));
  };
  const doubting = (unit: Unit, round: number, judgement: Judgement, shown = unit): Judgement => {
    const ways = supplies.get(unit)!;
    return believe(program, shown, judgement, {
      doubtful: doubtfulNames(ways, round),
      vague: vagueNames(ways, round),
      unmeant: unmeantNames(ways, round),
      stated: statedNames(ways, round),
    });
  };
  const waysOf = (unit: Unit): number => Math.max(0, ...[...supplies.get(unit)!.values()].map((ways) => ways.length));
  /** The blocks among these whose further guesses neither rest on a guess at another of them nor are rested on. */
  const independent = (among: readonly Unit[]): Unit[] => {
    const others = new Set(among);
    const bound = new Set<Unit>();
    for (const unit of among) {
      const found = new Set([unit]);
      for (const one of found) {
        for (const ways of supplies.get(one)!.values()) {
          for (const way of ways) if (way.kind === 'block') found.add(way.unit);
        }
      }
      found.delete(unit);
      for (const one of found) if (others.has(one)) for (const tied of [unit, one]) bound.add(tied);
    }
    return among.filter((unit) => !bound.has(unit) && mayBeCopied(unit) && best.has(unit));
  };

  const widened = new Set<Unit>();
  let isCurrent = input.knowsErrors;
  let pending = [...units];
  for (let opened = 0; opened < rounds && pending.length > 0; opened += 1) {
    // All further guesses at a block are compiled at once, unless others hang on them.
    const copied = opened === 0 ? [] : independent(pending);
    const attempts = new Map<Unit, readonly Attempt[]>();
    const copies: VirtualFile[] = [];
    for (const unit of copied) {
      const tries: Attempt[] = [];
      for (let round = best.get(unit)!.tried + 1; round < Math.min(waysOf(unit), rounds); round += 1) {
        const copy = copyOf(unit, round);
        supply(program, copy, supplies.get(unit)!, round);
        tries.push({ unit: copy, round });
      }
      attempts.set(unit, tries);
      copies.push(
        ...tries.flatMap(({ unit: { files } }) => files.map((file) => ({ path: file.path, text: textOf(file) }))),
      );
    }
    const lacking = pending.filter((unit) => isLacking(unit) && !attempts.has(unit));
    for (const unit of lacking) {
      const round = (current.get(unit) ?? -1) + 1;
      supply(program, unit, supplies.get(unit)!, round);
      current.set(unit, round);
    }
    if (lacking.length + copied.length > 0 || !isCurrent) program = open(copies);
    isCurrent = true;
    const judge = createJudge(context, program);
    // Of several guesses at a block only the first is judged for sure.
    program.willAsk(
      'semanticErrors',
      pending.flatMap((unit) => (attempts.get(unit)?.[0]?.unit ?? unit).files.map(({ path }) => path)),
    );
    const again: Unit[] = [];
    for (const unit of pending) {
      for (const attempt of attempts.get(unit) ?? [{ unit, round: currentOf(unit) }]) {
        const { round } = attempt;
        const judgement = judge(attempt.unit, isUnsupplied(unit));
        // A name that is declared somewhere in the block, but not where it is used.
        const found = [...judgement.undeclared].filter((name) => !supplies.get(unit)!.has(name));
        if (found.length > 0) {
          const more = suppliesFor(program, unit, new Set(found));
          supplies.set(unit, new Map([...supplies.get(unit)!, ...more]));
          if (attempt.unit === unit) current.set(unit, round);
          if ([...more.values()].some((ways) => ways.length > 0)) {
            current.delete(unit);
            best.delete(unit);
            again.push(unit);
            break;
          }
        }
        const weight = weigh(unit, judgement);
        const known = best.get(unit);
        if (weight < (known?.weight ?? Number.POSITIVE_INFINITY)) {
          const believed = weight < proof ? judgement : doubting(unit, round, judgement, attempt.unit);
          best.set(unit, { round, weight, judgement: believed, rests: restsOf(unit, round), tried: round });
        } else if (known) best.set(unit, { ...known, tried: round });
        if (best.get(unit)!.weight < proof) break;
      }
      if ((best.get(unit)?.weight ?? 0) >= proof && counts(unit) && !widened.has(unit)) {
        widened.add(unit);
        supplies.set(unit, new Map([...shadowedIn(program, unit), ...supplies.get(unit)!]));
      }
      const guess = best.get(unit);
      const hasMore = guess !== undefined && Math.min(waysOf(unit), rounds) > guess.tried + 1;
      if (hasMore && guess.weight >= proof && counts(unit)) again.push(unit);
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

/** The names of a block whose meaning was guessed, by what speaks against the guess. */
interface Doubts {
  readonly doubtful: ReadonlySet<string>;
  readonly vague: ReadonlySet<string>;
  readonly unmeant: ReadonlySet<string>;
  /** All that an import, or the like, brings in. */
  readonly stated: ReadonlySet<string>;
}

/** Takes back what rests on names whose meaning is doubtful, and a wrong use of what too little is known of. */
function believe(
  program: Program,
  unit: Unit,
  judgement: Judgement,
  { doubtful, vague, unmeant, stated }: Doubts,
): Judgement {
  if (doubtful.size + vague.size + stated.size === 0) return judgement;
  const { path, prefix } = unit.files.at(-1)!;
  let hasDoubts = false;
  const all = judgement.all.map((error) => {
    const { verdict, diagnostic } = error;
    const isVague =
      verdict.kind === 'wrong-use' || (verdict.kind === 'missing-member' && ofMadeType.test(diagnostic.message));
    const isOfFunction = verdict.kind === 'missing-member' && ofFunction.test(diagnostic.message);
    const loose = isOfFunction ? stated : diagnostic.start < prefix.length ? unmeant : none;
    const doubted = [...doubtful, ...(isVague ? vague : []), ...loose];
    const names = verdict.kind === 'other' ? none : new Set(doubted);
    if (!program.restsOn(path, error.diagnostic, names)) return error;
    hasDoubts = true;
    return { ...error, verdict: { kind: 'other' } as const };
  });
  return { ...judgement, all, doubted: hasDoubts };
}

const none: ReadonlySet<string> = new Set();

/**
 * The type of a function. One has few members: where one is missing, a name that the block does not import is more likely
 * a value of the reader, such as the `signal` of `signal.value`.
 */
const ofFunction = /does not exist on type '(?:[(<]|\{ [(<])/;

/** A type that is made of what an example gave to the package, as `Api<{ … }>` is of the endpoints of that example. */
const ofMadeType = /does not exist on type '[^']*\{/;
