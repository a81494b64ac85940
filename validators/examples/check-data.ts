import type { CheckContext } from '../../src/check/validator.ts';
import { surelyMeets } from '../../src/config/surely-meets.ts';
import type { Block, Page } from '../../src/docs/page.ts';
import { createSchemaFinder, type SchemaFinder } from './data/find-schema.ts';
import { dataLanguageOf, leavesPartsOut, readData, readValue } from './data/format.ts';
import type { DataFormat } from './data/parsed.ts';
import { loadSchemaValidator, type SchemaValidator } from './data/validate.ts';
import { editedText } from './edited-text.ts';
import { invalidData } from './invalid-data.ts';
import { speaksOfOtherVersion } from './versions.ts';
import { wrongData } from './wrong-data.ts';

/** The rules that a block of data is held to. */
export const dataRules = [invalidData, wrongData];

/** Holds blocks of data to what they say that they are. */
export interface DataCheck {
  /** Parses a block of data and compares it with its schema; false when the block is none. */
  block(page: Page, block: Block): Promise<boolean>;
  /** Parses what a program is said to print, when it is data. Whether it does print that is told by running it. */
  syntax(page: Page, block: Block): Promise<void>;
}

/** Prepares the check of data for one run. What it needs is loaded when a block first asks for it. */
export function createDataCheck(context: CheckContext): DataCheck {
  let find: SchemaFinder | undefined;
  let validator: Promise<SchemaValidator> | undefined;

  const compare = async (page: Page, block: Block, format: DataFormat, text: string, value: unknown): Promise<void> => {
    find ??= createSchemaFinder(context.workspace);
    const found = await find(page, block, format, value);
    if (!found || surelyMeets(value, found.schema)) return;
    validator ??= loadSchemaValidator();
    const mismatches = (await validator)(value, found, block.value);
    if (!mismatches) return;
    // Where the parts of the value stand is asked only now.
    const { data } = await readData(text, format);
    if (data) context.ask([wrongData], { page, block, data, label: found.label, mismatches });
  };

  const syntax = async (page: Page, block: Block): Promise<void> => {
    const language = dataLanguageOf(block);
    if (context.level !== 'strict' || !language || block.markers.some(({ name }) => name === 'skip')) return;
    const { fault } = await readValue(editedText(block, language.diff), language.format);
    if (!leavesPartsOut(block.value)) context.ask([invalidData], { page, block, format: language.format, fault });
  };

  const check = async (page: Page, block: Block): Promise<boolean> => {
    const language = dataLanguageOf(block);
    if (!language) return false;
    const { format, diff } = language;
    const skip = block.markers.find(({ name }) => name === 'skip');
    if (skip) {
      context.settle(block, 'skipped', skip.value ?? 'marked @skip without a reason');
      return true;
    }
    const text = editedText(block, diff);
    const { fault, data } = await readValue(text, format);
    const other = fault && context.level === 'drift' ? speaksOfOtherVersion(context.workspace, page) : undefined;
    if (other !== undefined) {
      context.settle(block, 'unverifiable', other);
      return true;
    }
    if (fault && leavesPartsOut(block.value)) {
      context.settle(block, 'unverifiable', `it is ${format} with parts left out`);
      return true;
    }
    context.ask([invalidData], { page, block, format, fault });
    if (data) await compare(page, block, format, text, data.value);
    context.settle(block, 'checked');
    return true;
  };
  return { block: check, syntax };
}
