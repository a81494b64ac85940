import type { ClaimState } from '../../src/check/ledger.ts';
import type { CheckContext } from '../../src/check/validator.ts';
import type { MarkerName } from '../../src/docs/markers.ts';
import type { Block } from '../../src/docs/page.ts';
import { type Compilation, compileBlocks } from './compile.ts';
import { announcedCodes, demandsAll, isSkipped, unexcused } from './excuse.ts';
import { failedRun } from './failed-run.ts';
import type { CompiledBlock } from './judged.ts';
import { isElided } from './left-out.ts';
import { missingExport } from './missing-export.ts';
import { missingMember } from './missing-member.ts';
import { missingModule } from './missing-module.ts';
import { needlessMarker } from './needless-marker.ts';
import { openBlocks } from './open-blocks.ts';
import { hindrance, isWanted, saysRun } from './run/choose.ts';
import { type RunResult, runExamples } from './run/run-examples.ts';
import { suppressedError } from './suppressed-error.ts';
import { syntaxError } from './syntax-error.ts';
import { timeout } from './timeout.ts';
import { twoslashFlags } from './twoslash.ts';
import { typeError } from './type-error.ts';
import type { PageBlock } from './unclosed-fence.ts';
import type { Unit } from './unit.ts';
import { unmetError } from './unmet-error.ts';
import { speaksOfOtherVersion } from './versions.ts';
import { wrongOutput } from './wrong-output.ts';
import { wrongUse } from './wrong-use.ts';
import { wrongValue } from './wrong-value.ts';

const compiledRules = [
  syntaxError,
  missingModule,
  missingExport,
  missingMember,
  wrongUse,
  typeError,
  unmetError,
  needlessMarker,
  suppressedError,
];
const ranRules = [failedRun, timeout, wrongValue];
const outputRules = [wrongOutput];

/** The rules that blocks of TypeScript and JavaScript are held to, and those that show what such a block prints. */
export const scriptRules = [...compiledRules, ...ranRules, ...outputRules];

/** Compiles blocks, runs those that are to run, and says what became of each. */
export async function checkScripts(
  context: CheckContext,
  units: readonly Unit[],
): Promise<ReadonlyMap<Block, RunResult>> {
  const { runner, workspace, level } = context;
  const compilations = compileBlocks(context, units, await context.facts.usableNames());
  const sound: Compilation[] = [];
  for (const compilation of compilations) {
    const compiled = withoutAnnounced(context, compilation);
    const other = level === 'drift' ? speaksOfOtherVersion(workspace, compilation.unit.page) : undefined;
    const wrong = compiled.syntax.length + compiled.errors.length > 0;
    if (other !== undefined && wrong) settleAs(context, compilation.unit, 'unverifiable', other);
    else {
      context.ask(compiledRules, compiled);
      if (!compilation.unit.hidden) context.facts.use(compilation.unit.block, compilation.uses);
      if (wrong || !mayRun(compilation)) settle(context, compilation);
      else sound.push(compilation);
    }
  }
  const results = new Map<Block, RunResult>();
  if (runner) {
    const wanted = sound.filter(({ unit }) => isWanted(runner, unit));
    const able = wanted.filter((compilation) => {
      const reason = hindrance(compilation);
      if (reason !== undefined) results.set(compilation.unit.block, { kind: 'not run', reason });
      return reason === undefined;
    });
    if (able.length > 0) {
      // Each block with the texts that fit it best, whichever program they were found in.
      const program = openBlocks(
        context,
        compilations.map(({ unit }) => unit),
      );
      const ran = await runExamples(context, runner, program, compilations, able);
      for (const [block, result] of ran) results.set(block, result);
    }
  }
  for (const compilation of sound) {
    const { unit } = compilation;
    const result = results.get(unit.block);
    if (result?.kind === 'ran') {
      settleAs(context, unit, 'ran');
      context.ask(ranRules, result.ran);
    } else if (result && saysRun(unit)) settleAs(context, unit, 'unverifiable', result.reason);
    else settle(context, compilation, result && `not run: ${result.reason}`);
  }
  return results;
}

/** Says what became of a block. Set-up is no claim, and nothing becomes of it. */
function settleAs(context: CheckContext, { hidden, block }: Unit, state: ClaimState, reason?: string): void {
  if (!hidden) context.settle(block, state, reason);
}

const hasMarker = ({ markers }: Block, name: MarkerName): boolean => markers.some((marker) => marker.name === name);

/** Whether nothing that a block says itself keeps it from running: it is left out, or is wrong on purpose. */
const mayRun = ({ unit: { block } }: Compilation): boolean => !isSkipped(block) && announcedCodes(block).size === 0;

/** Says what became of a block that shows what the one before it prints. */
export function settleOutput(
  context: CheckContext,
  { page, block }: PageBlock,
  ran: ReadonlyMap<Block, RunResult>,
): void {
  if (!context.runner) {
    context.settle(block, 'skipped', 'it shows what an example prints, and `--run` was not given');
    return;
  }
  const before = page.blocks[block.index - 1];
  const result = before && ran.get(before);
  const isWantedToo = before?.markers.some(({ name }) => name === 'run') || context.runner.runsPage(page.file);
  if (result?.kind === 'not run' || (!result && before && isWantedToo)) {
    context.settle(block, 'unverifiable', 'the example before it did not run');
  } else if (result && !result.printed) {
    context.settle(block, 'unverifiable', 'the example before it failed');
  } else {
    context.settle(block, 'ran');
    context.ask(outputRules, result?.printed ?? { page, block });
  }
}

function withoutAnnounced(context: CheckContext, compilation: Compilation): CompiledBlock {
  const { unit, syntax, all, needless } = compilation;
  const { block } = unit;
  const errors = unexcused(context.level, block, all);
  const loose = context.level === 'drift' && !hasMarker(block, 'check');
  const isQuiet = (): boolean => isSkipped(block) || (loose && (compilation.notation || isElided(block.value)));
  const clean = syntax.length === 0 && all.length === 0;
  return {
    unit,
    syntax: syntax.length === 0 || isQuiet() ? [] : syntax,
    errors,
    all,
    demanded: demandsAll(block),
    needless,
    clean,
  };
}

/** Says what became of a block that did not run. `notRun` is why, when it was to. */
function settle(context: CheckContext, compilation: Compilation, notRun?: string): void {
  const { unit, syntax, unresolved, unknownNames, usesPackage = false, doubted } = compilation;
  const { block } = unit;
  const reason = saysRun(unit) && !context.runner ? 'not run: it is marked `@run`, and `--run` was not given' : notRun;
  const skip = block.markers.find(({ name }) => name === 'skip');
  if (skip) {
    settleAs(context, unit, 'skipped', skip.value ?? 'marked @skip without a reason');
  } else if (twoslashFlags(block.value).noErrors) {
    settleAs(context, unit, 'skipped', 'its `@noErrors` leaves all errors out');
  } else if (context.level === 'strict' || hasMarker(block, 'check')) {
    settleAs(context, unit, 'checked', reason);
  } else if (syntax.length > 0) {
    settleAs(context, unit, 'unverifiable', 'it does not parse on its own');
  } else if (unresolved !== undefined && !usesPackage) {
    settleAs(context, unit, 'unverifiable', `${unresolved} is not installed`);
  } else if (doubted) {
    settleAs(context, unit, 'unverifiable', 'its context can only be guessed');
  } else if (unknownNames > 0 && !usesPackage) {
    settleAs(context, unit, 'unverifiable', 'it uses names that nothing declares');
  } else {
    settleAs(context, unit, 'checked', reason);
  }
}
