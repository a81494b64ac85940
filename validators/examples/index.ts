import { type CheckContext, defineValidator } from '../../src/check/validator.ts';
import { isMarkerName } from '../../src/docs/markers.ts';
import type { Block } from '../../src/docs/page.ts';
import { createDataCheck, dataRules } from './check-data.ts';
import { createShellCheck, shellRules } from './check-shell.ts';
import { type Compilation, compileBlocks } from './compile.ts';
import { isAnnouncedFailure, isLabelledWrong, isLeftOut } from './excuse.ts';
import { isElided } from './fragments.ts';
import type { CompiledBlock, JudgedDiagnostic } from './judged.ts';
import { languageOf } from './language.ts';
import { missingExport } from './missing-export.ts';
import { missingMember } from './missing-member.ts';
import { missingModule } from './missing-module.ts';
import { needlessMarker } from './needless-marker.ts';
import { createRegionFinder } from './region.ts';
import { staleRegion } from './stale-region.ts';
import { syntaxError } from './syntax-error.ts';
import { typeError } from './type-error.ts';
import { unclosedFence } from './unclosed-fence.ts';
import { type Unit, unitOf } from './unit.ts';
import { unknownMarker } from './unknown-marker.ts';
import { unknownRegion } from './unknown-region.ts';
import { unmetError } from './unmet-error.ts';
import { speaksOfOtherVersion } from './versions.ts';
import { wrongUse } from './wrong-use.ts';

const blockRules = [unclosedFence, unknownMarker];
const regionRules = [unknownRegion, staleRegion];
const compiledRules = [
  syntaxError,
  missingModule,
  missingExport,
  missingMember,
  wrongUse,
  typeError,
  unmetError,
  needlessMarker,
];

/**
 * Every code block of every page: TypeScript and JavaScript are compiled, all of them as one program; data is compared with
 * its schema; what shell commands name is looked up.
 */
export const examples = defineValidator({
  name: 'examples',
  rules: [...blockRules, ...regionRules, ...dataRules, ...shellRules, ...compiledRules],
  async check(context) {
    const checkData = createDataCheck(context);
    const checkShell = createShellCheck(context);
    const findRegion = createRegionFinder(context.workspace.files);
    const units: Unit[] = [];
    for (const page of context.pages) {
      for (const block of page.blocks) {
        context.ask(blockRules, { page, block });
        const region = findRegion(page, block);
        if (region) context.ask(regionRules, region);
        const shown = region?.outcome.kind === 'found' ? region.file : undefined;
        const unit = unitOf(context.workspace.root, page, block, shown);
        if (unit) units.push(unit);
        else if (!(await checkData(page, block)) && !(await checkShell.block(page, block))) {
          if (shown !== undefined) context.settle(block, 'checked');
          else context.settle(block, 'not-applicable', otherName(block));
        }
      }
      await checkShell.mentions(page);
    }
    for (const compilation of compileBlocks(context, units)) {
      const compiled = withoutAnnounced(context, compilation);
      const other =
        context.level === 'drift' ? speaksOfOtherVersion(context.workspace, compilation.unit.page) : undefined;
      const wrong = compiled.syntax.length + compiled.errors.length > 0;
      if (other !== undefined && wrong) context.settle(compilation.unit.block, 'unverifiable', other);
      else {
        context.ask(compiledRules, compiled);
        context.facts.use(compilation.unit.block, compilation.uses);
        settle(context, compilation);
      }
    }
  },
});

const otherName = (block: Block): string => {
  const language = languageOf(block);
  return language.kind === 'other' ? language.name : language.extension;
};

/** The codes that `@error` or Twoslash's `@errors` announce for a block; empty when it announces none. */
function announcedCodes(compilation: Compilation): ReadonlySet<number> {
  const { block } = compilation.unit;
  const marked = block.markers.filter(({ name }) => name === 'error').map(({ value }) => value ?? '');
  const twoslash = [...block.value.matchAll(/^\s*\/\/\s*@errors:(.*)$/gm)].map((match) => match[1]!);
  return new Set(
    [...marked, ...twoslash].flatMap((text) => [...text.matchAll(/\d+/g)].map((match) => Number(match[0]))),
  );
}

function withoutAnnounced(context: CheckContext, compilation: Compilation): CompiledBlock {
  const { unit, syntax, all } = compilation;
  const codes = announcedCodes(compilation);
  const skipped =
    unit.block.markers.some(({ name }) => name === 'skip') || /^\s*\/\/\s*@noErrors/m.test(unit.block.value);
  const lineInBlock = (error: JudgedDiagnostic): number => error.location.line - unit.block.line - 1;
  const errors = all.filter((error) => {
    if (skipped || codes.has(error.diagnostic.code)) return false;
    if (context.level === 'strict') return true;
    return (
      error.verdict.kind !== 'other' &&
      !isAnnouncedFailure(unit.block, lineInBlock(error)) &&
      !isLabelledWrong(unit.block, lineInBlock(error), error.location.endLine - unit.block.line - 1) &&
      !isLeftOut(unit.block, lineInBlock(error), error)
    );
  });
  const quiet = skipped || (context.level === 'drift' && (compilation.notation || isElided(unit.block.value)));
  return { unit, syntax: quiet ? [] : syntax, errors, all, clean: syntax.length === 0 && all.length === 0 };
}

function settle(context: CheckContext, compilation: Compilation): void {
  const { unit, syntax, unresolved, unknownNames, usesPackage, doubted } = compilation;
  const { block } = unit;
  const skip = block.markers.find(({ name }) => name === 'skip');
  if (skip && isMarkerName(skip.name)) {
    context.settle(block, 'skipped', skip.value ?? 'marked @skip without a reason');
  } else if (context.level === 'strict') {
    context.settle(block, 'checked');
  } else if (syntax.length > 0) {
    context.settle(block, 'unverifiable', 'it does not parse on its own');
  } else if (unresolved !== undefined && !usesPackage) {
    context.settle(block, 'unverifiable', `${unresolved} is not installed`);
  } else if (doubted) {
    context.settle(block, 'unverifiable', 'its context can only be guessed');
  } else if (unknownNames > 0 && !usesPackage) {
    context.settle(block, 'unverifiable', 'it uses names that nothing declares');
  } else {
    context.settle(block, 'checked');
  }
}
