import { manifestFile } from '../../src/code/history/former.ts';
import type { Page } from '../../src/docs/page.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

/** The words that are written in the repository. */
export interface Words {
  /** Those of the sources. */
  readonly inSources: ReadonlySet<string>;
  /** Those of the blocks of all pages. */
  readonly inBlocks: ReadonlySet<string>;
  /** Those of the blocks of all pages that stand there otherwise than as a member of something: `x`, and not `a.x`. */
  readonly aloneInBlocks: ReadonlySet<string>;
  /** The properties that types of the sources declare, by their letters in small. */
  readonly properties: ReadonlyMap<string, string>;
  /** What the sources declare or call as a function or method, by its letters in small. */
  readonly functions: ReadonlyMap<string, string>;
  /** Whether a word stands in the sources, or anywhere on the pages outside of inline code. */
  isAnywhere(word: string): boolean;
}

/** A property of a type, as nothing else is written: with a question mark, or with `readonly`. */
const property = /([\p{L}_$][\p{L}\p{N}_$]*)\?:|\breadonly\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu;

/** What is called, or is declared with parameters: `x(`, `x<T>(`, `x: (`. */
const callable = /([\p{L}_$][\p{L}\p{N}_$]*)\??(?:<[\w, ]+>)?:?\s*\(/gu;

const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** The words of one source. */
interface SourceWords {
  readonly words: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, string>;
}

function wordsIn(text: string): SourceWords {
  const properties = new Map<string, string>();
  for (const [, optional, fixed] of text.matchAll(property)) {
    const found = (optional ?? fixed)!;
    properties.set(found.toLowerCase(), found);
  }
  const functions = new Map<string, string>();
  for (const [, found] of text.matchAll(callable)) functions.set(found!.toLowerCase(), found!);
  return { words: new Set([...text.matchAll(word)].map(([found]) => found)), properties, functions };
}

/** Reads every source and every block once. */
export function readWords(workspace: Workspace, pages: readonly Page[]): Words {
  const inSources = new Set<string>();
  const inBlocks = new Set<string>();
  const aloneInBlocks = new Set<string>();
  const properties = new Map<string, string>();
  const functions = new Map<string, string>();
  for (const path of workspace.files.paths) {
    // The manifest of facts holds the names that are gone too.
    if (path === manifestFile || !/\.([mc]?[jt]sx?|json|ya?ml|vue|svelte|astro)$/.test(path)) continue;
    const found = workspace.files.made(path, wordsIn);
    if (!found) continue;
    for (const one of found.words) inSources.add(one);
    for (const [letters, name] of found.properties) properties.set(letters, name);
    for (const [letters, name] of found.functions) functions.set(letters, name);
  }
  for (const { blocks } of pages) {
    for (const { value } of blocks) {
      for (const { 0: found, index } of value.matchAll(word)) {
        inBlocks.add(found);
        if (value[index - 1] !== '.') aloneInBlocks.add(found);
      }
    }
  }
  return {
    inSources,
    inBlocks,
    aloneInBlocks,
    properties,
    functions,
    isAnywhere(wanted) {
      if (inSources.has(wanted) || inBlocks.has(wanted)) return true;
      const inProse = new RegExp(`(?<![\\p{L}\\p{N}_$\x60])${wanted}(?![\\p{L}\\p{N}_$\x60])`, 'iu');
      return pages.some(({ source }) => inProse.test(source.text));
    },
  };
}
