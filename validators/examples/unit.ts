import type { Block, Page, Setup } from '../../src/docs/page.ts';
import { directoryOf, nameOf } from '../../src/workspace/path.ts';
import type { Location } from '../../src/workspace/source-text.ts';
import { type ExampleFile, filesOf, offsetInBlock } from './block-text.ts';
import { contextOf } from './contexts.ts';
import { languageOf } from './language.ts';

/** A virtual file: what stands in the block, between a prefix and a suffix that the reader does not see. */
export interface UnitFile {
  readonly file: ExampleFile;
  /** Absolute path, beside the page, so that imports resolve as they would for a file of the reader there. */
  path: string;
  /** The text of the block. Where it marks left-out code, blanks may stand instead; offsets are the same. */
  body: string;
  /** What stands before the body on its first line: imports that the context supplies, and the frame. */
  prefix: string;
  /** The beginning of the whole that a fragment is a part of; empty for a block that parses. */
  frame: string;
  /** Exports that a later block of the page needs. */
  suffix: string;
}

/** A script block as the compiler sees it. */
export interface Unit {
  readonly page: Page;
  readonly block: Block;
  readonly javascript: boolean;
  /** Whether it is set-up that the reader does not see. Its block is then no claim. */
  readonly hidden: boolean;
  /** The file that the block shows a part of, if it says so. */
  readonly shown?: string | undefined;
  /** At least one; the last is the one that a later block continues. */
  readonly files: readonly UnitFile[];
}

const importsBeside = /\bfrom\s*['"]\.{1,2}\//;

/**
 * Makes a unit of a block, or nothing when the block is not a script. `shown` is the file that the block shows a part of:
 * what it imports from files beside it stands beside that file, and not beside the page.
 */
export function unitOf(root: string, page: Page, block: Block, shown?: string): Unit | undefined {
  const language = languageOf(block);
  if (language.kind !== 'script') return undefined;
  const files = filesOf(block, language);
  const besideShown = shown !== undefined && importsBeside.test(block.value);
  const folder = [root, directoryOf(besideShown ? shown : page.file)].filter((part) => part !== '').join('/');
  const stem = `${folder}/${besideShown ? encodeURIComponent(page.file) : nameOf(page.file)}.${block.index}`;
  const context = files.length === 1 ? contextOf(block) : undefined;
  const extensionOf = ({ extension }: ExampleFile): string =>
    context?.jsx ? extension.replace(/^([jt])s$/, '$1sx') : extension;
  return {
    page,
    block,
    hidden: false,
    javascript: /js/.test(language.extension),
    shown,
    files: files.map((file, index) => ({
      file,
      body: file.body,
      path:
        file.name !== undefined
          ? `${stem}/${file.name.replace(/^(\.{0,2}\/)+/, '')}`
          : files.length === 1
            ? `${stem}.${extensionOf(file)}`
            : `${stem}/_${index}.${file.extension}`,
      prefix: context?.before ?? '',
      frame: context?.before ?? '',
      suffix: context?.after ?? '',
    })),
  };
}

/** Makes a unit of set-up. It stands between the blocks above and below it. */
function unitOfSetup(root: string, page: Page, setup: Setup, number: number): Unit {
  const folder = [root, directoryOf(page.file)].filter((part) => part !== '').join('/');
  const block: Block = {
    ...setup,
    line: setup.location.line,
    // Between its neighbours, and behind set-up that stands at the same place.
    index: setup.before - 1 / (number + 2),
    lang: 'ts',
    meta: '',
    markers: [],
    closed: true,
    section: [],
  };
  const file: ExampleFile = {
    extension: 'ts',
    body: setup.value,
    stretches: [{ at: 0, from: 0, length: setup.value.length }],
  };
  const path = `${folder}/${nameOf(page.file)}.${number}.setup.ts`;
  return {
    page,
    block,
    hidden: true,
    javascript: false,
    files: [{ file, body: setup.value, path, prefix: '', frame: '', suffix: '' }],
  };
}

/** The units of what a page sets up. */
export const setupUnits = (root: string, page: Page): Unit[] =>
  page.setups.map((setup, number) => unitOfSetup(root, page, setup, number));

/** The unit as it was before a context was guessed for it. */
export function withoutContext(unit: Unit): Unit {
  const { before = '', after = '' } = (unit.files.length === 1 && contextOf(unit.block)) || {};
  return {
    ...unit,
    files: unit.files.map((one) => ({ ...one, body: one.file.body, prefix: before, frame: before, suffix: after })),
  };
}

/** The text that the compiler gets. */
export function textOf({ body, prefix, suffix }: UnitFile): string {
  return prefix + body + suffix;
}

/** Where a range of a virtual file stands on the page; `undefined` when it lies in what the reader does not see. */
export function locate(unit: Unit, { file, prefix }: UnitFile, start: number, end: number): Location | undefined {
  const from = start - prefix.length;
  if (from < 0 || from > file.body.length) return undefined;
  const to = Math.min(Math.max(end - prefix.length, from), file.body.length);
  const { block, page } = unit;
  return page.source.locate(
    block.offsetInPage(offsetInBlock(file, from)),
    block.offsetInPage(offsetInBlock(file, Math.max(to - 1, from))) + (to > from ? 1 : 0),
  );
}
