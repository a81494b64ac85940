import type { CheckContext } from '../../src/check/validator.ts';
import type { Diagnostic, Program, VirtualFile } from '../../src/code/compiler/port.ts';
import { importableEntries, packageOfFile, packageOfSpecifier } from '../../src/code/package-paths.ts';
import type { Page } from '../../src/docs/page.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { findOwnExports, findShadowed, findSupplies, type Supplies } from './context.ts';
import { findDeclaring } from './declaring.ts';
import { frameFragments, frameGenerators } from './fragments.ts';
import { guessContexts, reportedErrors } from './guess.ts';
import { before, handOn, hasMarker, shown } from './hand-on.ts';
import { isHeadedByOther } from './headlines.ts';
import { type ImportHabits, learnImports } from './import-habits.ts';
import { createJudge, type Judgement } from './judge.ts';
import type { JudgedDiagnostic, NeedlessMarker } from './judged.ts';
import { bareFile, continuesNothing, needsNoContext } from './needed.ts';
import { openBlocks } from './open-blocks.ts';
import { locate, type Unit, type UnitFile, withoutContext } from './unit.ts';
import { speaksOfOtherVersion } from './versions.ts';

/** What came of compiling one block. */
export interface Compilation extends Judgement {
  readonly unit: Unit;
  /** What keeps the block from being parsed. Empty when it parses, alone or as a part of a whole. */
  readonly syntax: readonly JudgedDiagnostic[];
  /** Whether the block is written in a notation that is no code, such as a signature that looks like a call. */
  readonly notation: boolean;
  /** A marker of the block that changes nothing. */
  readonly needless: NeedlessMarker | undefined;
  /** How many names of the block nothing declares. */
  readonly unknownNames: number;
  /** The blocks that it continues. */
  readonly continued: readonly Unit[];
  /** The ids of declarations that the block uses, those of facts among them. */
  readonly uses: ReadonlySet<string>;
}

/** Whether the whole that a block is a part of may be guessed: its author says nothing of it. */
const isGuessed = (unit: Unit): boolean => !hasMarker(unit, 'check') && !hasMarker(unit, 'context');

/** How many entries of one package are looked at for a name. */
const mostEntries = 60;

/**
 * A file that imports what the pages may have meant: the packages that they belong to, and every entry of those that they
 * import from. It makes the names of these known, whether an example imports them or not.
 */
function knownModules(workspace: Workspace, units: readonly Unit[]): VirtualFile {
  const specifiers = new Set<string>();
  for (const { page } of units) {
    const owner = packageOfFile(workspace, `${workspace.root}/${page.file}`);
    if (owner?.entries.some(({ subpath }) => subpath === '.')) specifiers.add(owner.name);
  }
  const imported = new Set<WorkspacePackage>();
  for (const { files } of units) {
    for (const { body } of files) {
      for (const [, , specifier = ''] of body.matchAll(/\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g)) {
        const owner = packageOfSpecifier(workspace, specifier);
        if (owner) imported.add(owner);
      }
    }
  }
  for (const owner of imported) {
    const entries = importableEntries(workspace, owner).slice(0, mostEntries);
    for (const { subpath } of entries) specifiers.add(owner.name + subpath.slice(1));
  }
  specifiers.delete('');
  const text = [...specifiers].map((specifier) => `import {} from ${JSON.stringify(specifier)};\n`).join('');
  return { path: `${workspace.root}/docproof.known.mts`, text };
}

/** What can be said of a block that does not parse: its imports are read before the place at which the parser gave up. */
function importsOnly(judgement: Judgement, syntax: readonly JudgedDiagnostic[]): Judgement {
  const first = Math.min(...syntax.map(({ location }) => location.line));
  const all = judgement.all.filter(
    ({ verdict, location }) =>
      (verdict.kind === 'missing-module' || verdict.kind === 'missing-export') && location.line < first,
  );
  return { ...judgement, all };
}

/**
 * Compiles every script block of every page as one program. At level `drift` a page that adds to the types of a package
 * (`declare module`) stays alone with that: its blocks are a program of their own, and whatever is wrong elsewhere is
 * tried with its additions too, because the docs may have meant them. `facts` are the names by which a block can use what
 * coverage is about.
 */
export function compileBlocks(
  context: CheckContext,
  units: readonly Unit[],
  facts: ReadonlySet<string>,
): Compilation[] {
  if (units.length === 0) return [];
  const { workspace, level } = context;
  const habits = learnImports(workspace, units);
  const adding = new Set(level === 'drift' ? units.filter((unit) => addsTypes(workspace, unit)).map(pageOf) : []);
  const isMain = (unit: Unit): boolean => !adding.has(unit.page);
  const compiled = new Map<Unit, Compilation>();
  for (const one of compileTogether(context, units.filter(isMain), habits, facts)) compiled.set(one.unit, one);
  for (const page of adding) {
    const wrong = [...compiled.values()]
      .filter(({ unit, ...one }) => isMain(unit) && !isAboutOther(workspace, unit) && reportedErrors(unit, one) > 0)
      .map(({ unit }) => unit);
    const tried = withContinued(wrong, compiled);
    const fresh = new Map<Unit, Unit>();
    for (const unit of units) {
      if (unit.page === page) fresh.set(unit, unit);
      else if (tried.has(unit)) fresh.set(withoutContext(unit), unit);
    }
    for (const one of compileTogether(context, [...fresh.keys()], habits, facts)) {
      const original = fresh.get(one.unit)!;
      const before = compiled.get(original);
      if (
        before === undefined ||
        (wrong.includes(original) && reportedErrors(original, one) < reportedErrors(original, before))
      )
        compiled.set(original, one);
    }
    // What one block of the page adds, another may do without.
    const still = units.filter((unit) => unit.page === page && reportedErrors(unit, compiled.get(unit)!) > 0);
    if (still.length === 0) continue;
    const plain = units.filter((unit) => unit.page === page && !addsTypes(workspace, unit));
    const without = new Map(plain.map((unit) => [withoutContext(unit), unit]));
    for (const one of compileTogether(context, [...without.keys()], habits, facts)) {
      const original = without.get(one.unit)!;
      if (!still.includes(original)) continue;
      if (reportedErrors(original, one) < reportedErrors(original, compiled.get(original)!))
        compiled.set(original, one);
    }
  }
  return units.map((unit) => compiled.get(unit)!);
}

const pageOf = ({ page }: Unit): Page => page;

const pathsOf = (units: readonly Unit[]): string[] => units.flatMap(({ files }) => files.map(({ path }) => path));

/** Whether errors of a block are not reported, for its page speaks of another version of the code. */
const isAboutOther = (workspace: Workspace, { page }: Unit): boolean =>
  speaksOfOtherVersion(workspace, page) !== undefined;

/** Blocks with those that they continue, those that these continue, and so on. */
function withContinued(units: readonly Unit[], compiled: ReadonlyMap<Unit, Compilation>): ReadonlySet<Unit> {
  const found = new Set(units);
  for (const unit of found) for (const earlier of compiled.get(unit)?.continued ?? []) found.add(earlier);
  return found;
}

/** Whether a block adds to what a package of the workspace, or everybody, declares. */
function addsTypes(workspace: Workspace, { files }: Unit): boolean {
  return files.some(({ body }) =>
    [...body.matchAll(/^[ \t]*declare\s+(?:global\b|module\s+(['"])(.+?)\1)/gm)].some(
      ([, , specifier]) => specifier === undefined || packageOfSpecifier(workspace, specifier) !== undefined,
    ),
  );
}

/**
 * Compiles blocks as one program. A block that does not parse is quarantined: it is reported alone and hides nothing of
 * the others. Blocks get their context in later passes, in which only those that lack something are compiled again.
 */
function compileTogether(
  context: CheckContext,
  units: readonly Unit[],
  habits: ImportHabits,
  facts: ReadonlySet<string>,
): Compilation[] {
  if (units.length === 0) return [];
  const { workspace, level } = context;
  const known = knownModules(workspace, units);
  const open = (extra: readonly VirtualFile[] = [], freeNamesOf: readonly string[] = []): Program =>
    openBlocks(context, units, [known, ...extra], freeNamesOf);
  /** The files of blocks that may lack names. */
  const lacking = (some: readonly Unit[]): string[] =>
    level === 'drift' ? pathsOf(some.filter((unit) => !hasMarker(unit, 'check'))) : [];

  const needless = new Map<Unit, NeedlessMarker>();
  if (level === 'strict') for (const unit of handOn(context, units)) needless.set(unit, 'continue');
  let program = open(
    units.flatMap((unit) => bareFile(unit) ?? []),
    lacking(units),
  );
  for (const unit of units) if (needsNoContext(program, unit)) needless.set(unit, 'context');
  const syntax = new Map<Unit, (readonly [UnitFile, Diagnostic])[]>();
  for (const unit of units) {
    const errors = unit.files.flatMap((file) => program.syntaxErrors(file.path).map((error) => [file, error] as const));
    if (errors.length > 0) syntax.set(unit, errors);
  }
  const broken = new Map([...syntax].map(([unit, errors]) => [unit, placeSyntaxErrors(unit, errors)]));
  const notation = new Set<Unit>();
  let hasFramed = false;
  if (level === 'drift') {
    const framing = frameFragments([...syntax.keys()].filter(isGuessed), program, open);
    for (const [unit, verdict] of framing.verdicts) {
      if (verdict === 'framed') broken.delete(unit);
      if (verdict === 'notation') notation.add(unit);
    }
    hasFramed = broken.size < syntax.size;
    const generators = frameGenerators(units.filter((unit) => !broken.has(unit) && isGuessed(unit)));
    program = generators > 0 ? open() : framing.program;
  }

  const parsed = units.filter((unit) => !broken.has(unit));
  const byPage = Map.groupBy(parsed, pageOf);
  for (const unit of level === 'drift' ? parsed : []) {
    if (!hasMarker(unit, 'continue')) continue;
    if (continuesNothing(program, unit, shown(before(byPage.get(unit.page)!, unit)))) needless.set(unit, 'continue');
  }
  const judged = new Map<Unit, Judgement>();
  const unknown = new Map<Unit, number>();
  const continued = new Map<Unit, readonly Unit[]>();
  if (level === 'drift') {
    const ownExportsOf = findOwnExports(workspace, habits);
    const earlierOf = (unit: Unit): readonly Unit[] => before(byPage.get(unit.page) ?? [], unit);
    const declaringOf = findDeclaring(habits, (page) => byPage.get(page) ?? []);
    const setUp = new Set(parsed.filter(({ hidden }) => hidden).map(pageOf));
    const isHanded = (unit: Unit): boolean =>
      !hasMarker(unit, 'isolated') && (hasMarker(unit, 'continue') || setUp.has(unit.page));
    const handedTo = (unit: Unit): Set<string> =>
      isHanded(unit) ? handedOn(first, unit, earlierOf(unit)) : new Set<string>();
    const first = program;
    program.willAsk('freeNamesOf', lacking(parsed));
    const guesses = guessContexts({
      context,
      units: parsed,
      program,
      open,
      needsProgram: facts.size > 0,
      knowsErrors: !hasFramed,
      counts: (unit) => !isAboutOther(workspace, unit),
      lackedBy(unit) {
        const handed = handedTo(unit);
        if (hasMarker(unit, 'check')) return handed;
        return new Set([...unit.files.flatMap(({ path }) => [...program.freeNamesOf(path)]), ...handed]);
      },
      shadowedIn: (current, unit) =>
        hasMarker(unit, 'isolated') || hasMarker(unit, 'check')
          ? new Map()
          : findShadowed(current, unit, earlierOf(unit)),
      suppliesFor(current, unit, names) {
        if (hasMarker(unit, 'isolated') || isHeadedByOther(workspace, unit))
          return new Map([...names].map((name) => [name, []]));
        const declaring = (name: string): readonly Unit[] => before(declaringOf(current, unit.page, name), unit);
        const supplies = findSupplies(unit, declaring, habits, ownExportsOf(current, unit), names);
        return hasMarker(unit, 'check') ? onlyHanded(supplies, handedTo(unit)) : supplies;
      },
    });
    program = guesses.program;
    for (const [unit, judgement] of guesses.judged) judged.set(unit, judgement);
    for (const [unit, count] of guesses.unknownNames) unknown.set(unit, count);
    for (const [unit, earlier] of guesses.continued) continued.set(unit, earlier);
  }
  const judge = createJudge(context, program);
  program.willAsk('semanticErrors', pathsOf(units.filter((unit) => !judged.has(unit))));
  for (const unit of units) {
    if (!judged.has(unit))
      judged.set(unit, broken.has(unit) ? importsOnly(judge(unit), broken.get(unit)!) : judge(unit));
  }
  if (facts.size > 0) program.willAsk('usesOf', pathsOf(units), facts);
  return units.map((unit) => ({
    unit,
    syntax: broken.get(unit) ?? [],
    notation: notation.has(unit),
    needless: needless.get(unit),
    unknownNames: unknown.get(unit) ?? 0,
    continued: continued.get(unit) ?? [],
    uses: new Set(facts.size === 0 ? [] : unit.files.flatMap(({ path }) => [...program.usesOf(path, facts)])),
    ...judged.get(unit)!,
  }));
}

function placeSyntaxErrors(unit: Unit, errors: readonly (readonly [UnitFile, Diagnostic])[]): JudgedDiagnostic[] {
  return errors.flatMap(([file, diagnostic]) => {
    const location = locate(unit, file, diagnostic.start, diagnostic.end);
    return location ? [{ diagnostic, location, verdict: { kind: 'other' }, excused: false, related: [] } as const] : [];
  });
}

/** What a block that is to be checked as it stands gets: names that the page hands to it, from where they are declared. */
const onlyHanded = (supplies: Supplies, handed: ReadonlySet<string>): Supplies =>
  new Map(
    [...supplies].map(([name, ways]) => [name, handed.has(name) ? ways.filter(({ kind }) => kind === 'block') : []]),
  );

/**
 * The names that set-up, and blocks before, hand on to a block; blocks only to one that is marked
 * `@continue`. A name such as `name` or `event`, which browsers declare too, would not be missed by itself.
 */
function handedOn(program: Program, unit: Unit, earlier: readonly Unit[]): Set<string> {
  const names = new Set<string>();
  const add = ({ files }: Unit): void => {
    for (const { name } of program.declarationsOf(files.at(-1)!.path)) names.add(name);
  };
  for (const setup of earlier) if (setup.hidden) add(setup);
  const blocks = shown(earlier);
  for (let at = blocks.length - 1, continues = hasMarker(unit, 'continue'); continues && at >= 0; at -= 1) {
    add(blocks[at]!);
    continues = hasMarker(blocks[at]!, 'continue');
  }
  if (names.size === 0) return names;
  for (const { name } of program.declarationsOf(unit.files.at(-1)!.path)) names.delete(name);
  return names;
}
