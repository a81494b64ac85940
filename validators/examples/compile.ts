import type { CheckContext } from '../../src/check/validator.ts';
import type { Diagnostic, Program, VirtualFile } from '../../src/code/compiler/port.ts';
import { programOptions } from '../../src/code/program-options.ts';
import {
  continueFrom,
  exportNames,
  findSupplies,
  importNames,
  learnImports,
  type Supplies,
  supply,
} from './context.ts';
import { frameFragments } from './fragments.ts';
import { createJudge, type Judgement } from './judge.ts';
import type { JudgedDiagnostic } from './judged.ts';
import { locate, textOf, type Unit, type UnitFile } from './unit.ts';

/** What came of compiling one block. */
export interface Compilation extends Judgement {
  readonly unit: Unit;
  /** What keeps the block from being parsed. Empty when it parses, alone or as a part of a whole. */
  readonly syntax: readonly JudgedDiagnostic[];
  /** Whether the block is written in a notation that is no code, such as a signature that looks like a call. */
  readonly notation: boolean;
  /** How many names of the block nothing declares. */
  readonly unknownNames: number;
  /** The ids of the declarations that the names in the block stand for. */
  readonly uses: ReadonlySet<string>;
}

const hasMarker = (unit: Unit, name: string): boolean => unit.block.markers.some((marker) => marker.name === name);

/** The units of one page, in its order, that stand before a unit and may be continued by it. */
const before = (units: readonly Unit[], unit: Unit): Unit[] =>
  units.filter((other) => other.block.index < unit.block.index && !hasMarker(other, 'isolated'));

/** What can be said of a block that does not parse: its imports are read before the place at which the parser gave up. */
function importsOnly(judgement: Judgement, syntax: readonly JudgedDiagnostic[]): Judgement {
  const first = Math.min(...syntax.map(({ location }) => location.line));
  const all = judgement.all.filter(
    ({ verdict, location }) =>
      (verdict.kind === 'missing-module' || verdict.kind === 'missing-export') && location.line < first,
  );
  return { ...judgement, all };
}

/** How many guesses at the context of a block are tried before one that fails is believed. */
const rounds = 4;

/**
 * Compiles every script block of every page as one program. A block that does not parse is quarantined: it is reported
 * alone and hides nothing of the others. Blocks get their context in later passes, in which only those that lack
 * something are compiled again.
 */
export function compileBlocks(context: CheckContext, units: readonly Unit[]): Compilation[] {
  if (units.length === 0) return [];
  const { workspace, level, compiler } = context;
  const options = programOptions(context);
  const open = (extra: readonly VirtualFile[] = []): Program =>
    compiler.open({
      directory: workspace.root,
      options,
      files: [
        ...units.flatMap((unit) => unit.files.map((file) => ({ path: file.path, text: textOf(file) }))),
        ...extra,
      ],
    });

  let program = open();
  const syntax = new Map<Unit, (readonly [UnitFile, Diagnostic])[]>();
  for (const unit of units) {
    const errors = unit.files.flatMap((file) => program.syntaxErrors(file.path).map((error) => [file, error] as const));
    if (errors.length > 0) syntax.set(unit, errors);
  }
  const broken = new Map([...syntax].map(([unit, errors]) => [unit, placeSyntaxErrors(unit, errors)]));
  const notation = new Set<Unit>();
  if (level === 'drift' && syntax.size > 0) {
    for (const [unit, verdict] of frameFragments([...syntax.keys()], program, open)) {
      if (verdict === 'framed') broken.delete(unit);
      if (verdict === 'notation') notation.add(unit);
    }
    program = open();
  }

  const parsed = units.filter((unit) => !broken.has(unit));
  const byPage = Map.groupBy(parsed, (unit) => unit.page);
  const judged = new Map<Unit, Judgement>();
  const unknown = new Map<Unit, number>();
  if (level === 'strict') {
    const continued = parsed.filter((unit) => hasMarker(unit, 'continue'));
    for (const unit of continued) continueExplicitly(program, unit, before(byPage.get(unit.page)!, unit).at(-1));
    if (continued.length > 0) program = open();
  } else {
    const supplies = findAllSupplies(context, program, parsed, byPage);
    const judge = createJudge(context, program);
    for (const [unit, errors] of broken) judged.set(unit, importsOnly(judge(unit), errors));
    for (const unit of parsed) if (!supplies.has(unit)) judged.set(unit, judge(unit));
    for (const [unit, ways] of supplies) {
      unknown.set(unit, [...ways.values()].filter((choices) => choices.length === 0).length);
    }
    program = guessContexts(context, supplies, judged, program, open);
  }
  const judge = createJudge(context, program);
  return units.map((unit) => ({
    unit,
    syntax: broken.get(unit) ?? [],
    notation: notation.has(unit),
    unknownNames: unknown.get(unit) ?? 0,
    uses: new Set(unit.files.flatMap(({ path }) => [...program.usesOf(path)])),
    ...(judged.get(unit) ?? (broken.has(unit) ? importsOnly(judge(unit), broken.get(unit)!) : judge(unit))),
  }));
}

/**
 * Supplies each block with what it leaves out, and judges it. A context that was guessed may be guessed wrong: an error
 * counts only when no guess does without it. Returns the program of the last guess.
 */
function guessContexts(
  context: CheckContext,
  supplies: ReadonlyMap<Unit, Supplies>,
  judged: Map<Unit, Judgement>,
  first: Program,
  open: () => Program,
): Program {
  let program = first;
  let pending = [...supplies.keys()];
  for (let round = 0; round < rounds && pending.length > 0; round += 1) {
    for (const unit of pending) supply(program, unit, supplies.get(unit)!, round);
    program = open();
    const judge = createJudge(context, program);
    for (const unit of pending) {
      const judgement = judge(unit);
      const known = judged.get(unit);
      if (!known || weight(judgement) < weight(known)) judged.set(unit, judgement);
    }
    pending = pending.filter(
      (unit) =>
        weight(judged.get(unit)!) > 0 && [...supplies.get(unit)!.values()].some((ways) => ways.length > round + 1),
    );
  }
  return program;
}

/** How many diagnostics of a judgement prove something. */
const weight = ({ all }: Judgement): number => all.filter(({ verdict }) => verdict.kind !== 'other').length;

function placeSyntaxErrors(unit: Unit, errors: readonly (readonly [UnitFile, Diagnostic])[]): JudgedDiagnostic[] {
  return errors.flatMap(([file, diagnostic]) => {
    const location = locate(unit, file, diagnostic.start, diagnostic.end);
    return location ? [{ diagnostic, location, verdict: { kind: 'other' }, related: [] } as const] : [];
  });
}

function findAllSupplies(
  { workspace }: CheckContext,
  program: Program,
  parsed: readonly Unit[],
  byPage: ReadonlyMap<unknown, readonly Unit[]>,
): Map<Unit, Supplies> {
  const habits = learnImports(workspace, parsed);
  const found = new Map<Unit, Supplies>();
  for (const unit of parsed) {
    if (hasMarker(unit, 'isolated')) continue;
    const missing = new Set<string>();
    for (const file of unit.files) {
      for (const error of program.semanticErrors(file.path)) {
        const subject = program.subjectOf(file.path, error);
        if (subject?.about === 'name') missing.add(subject.name);
      }
    }
    if (missing.size === 0) continue;
    found.set(unit, findSupplies(workspace, program, unit, before(byPage.get(unit.page) ?? [], unit), habits, missing));
  }
  return found;
}

/** Hands on to a block marked `@continue` what the block before it declares, and what that block was itself handed. */
function continueExplicitly(program: Program, unit: Unit, previous: Unit | undefined): void {
  const earlier = previous?.files.at(-1);
  const last = unit.files.at(-1)!;
  if (!earlier) return;
  const own = new Set(program.declarationsOf(last.path).map(({ name }) => name));
  const declared = new Set(program.declarationsOf(earlier.path).map(({ name }) => name));
  continueFrom(program, earlier, last, new Set([...declared].filter((name) => !own.has(name))));
  const handedOn = [...earlier.prefix.matchAll(/import \{ ([^}]*) \} from "\.\//g)].flatMap((match) =>
    match[1]!.split(', '),
  );
  const inherited = handedOn.filter((name) => !own.has(name) && !declared.has(name));
  if (inherited.length === 0) return;
  exportNames(earlier, inherited);
  last.prefix += importNames(earlier, inherited);
}
