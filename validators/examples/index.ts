import { defineValidator } from '../../src/check/validator.ts';
import type { Block } from '../../src/docs/page.ts';
import { namesFiles } from './block-text.ts';
import { createDataCheck, dataRules } from './check-data.ts';
import { checkScripts, scriptRules, settleOutput } from './check-scripts.ts';
import { createShellCheck, shellRules } from './check-shell.ts';
import { hiddenFence } from './hidden-fence.ts';
import { languageOf } from './language.ts';
import { misusedMarker } from './misused-marker.ts';
import { createRegionFinder } from './region.ts';
import { isOutput } from './run/outputs.ts';
import type { RunResult } from './run/run-examples.ts';
import { staleRegion } from './stale-region.ts';
import { type PageBlock, unclosedFence } from './unclosed-fence.ts';
import { setupUnits, type Unit, unitOf } from './unit.ts';
import { unknownMarker } from './unknown-marker.ts';
import { unknownRegion } from './unknown-region.ts';

const blockRules = [unclosedFence, unknownMarker, misusedMarker];
const pageRules = [hiddenFence];
const regionRules = [unknownRegion, staleRegion];

/**
 * Every code block of every page: TypeScript and JavaScript are compiled, all of them as one program, and run when they and
 * the command line say so; data is compared with its schema; what shell commands name is looked up.
 */
export const examples = defineValidator({
  name: 'examples',
  rules: [...pageRules, ...blockRules, ...regionRules, ...dataRules, ...shellRules, ...scriptRules],
  makesFolders: (pages) => pages.some(({ blocks }) => blocks.some(namesFiles)),
  async check(context) {
    const checkData = createDataCheck(context);
    const checkShell = createShellCheck(context);
    const findRegion = createRegionFinder(context.workspace.files);
    const units: Unit[] = [];
    const outputs: PageBlock[] = [];
    for (const page of context.pages) {
      units.push(...setupUnits(context.workspace.root, page));
      context.ask(pageRules, page);
      for (const block of page.blocks) {
        context.ask(blockRules, { page, block });
        if (isOutput(block)) {
          await checkData.syntax(page, block);
          outputs.push({ page, block });
          continue;
        }
        const region = findRegion(page, block);
        if (region) context.ask(regionRules, region);
        const shown = region?.outcome.kind === 'found' ? region.file : undefined;
        const unit = unitOf(context.workspace.root, page, block, shown);
        if (unit) units.push(unit);
        else if (!(await checkData.block(page, block)) && !(await checkShell.block(page, block))) {
          if (shown !== undefined) context.settle(block, 'checked');
          else context.settle(block, 'not-applicable', otherName(block));
        }
      }
      await checkShell.mentions(page);
    }
    if (units.length > 0 && context.workspace.packages.length === 0) {
      context.note('no package.json was found, so that examples are held against no package');
    }
    const ran = units.length > 0 ? await checkScripts(context, units) : new Map<Block, RunResult>();
    for (const output of outputs) settleOutput(context, output, ran);
  },
});

const otherName = (block: Block): string => {
  const language = languageOf(block);
  return language.kind === 'other' ? language.name : language.extension;
};
