import { oncePer } from '../../src/check/once-per.ts';
import { manifestFile } from '../../src/code/history/former.ts';
import type { Page } from '../../src/docs/page.ts';
import { isBelow } from '../../src/workspace/path.ts';
import { wordsOfFiles } from '../../src/workspace/words-of-files.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { type BindingsOfPages, readAllBindings } from './bindings.ts';

/** The words that are written in the repository. */
export interface Words {
  /** Whether a word stands in a source. */
  isInSources(word: string): boolean;
  /** Whether a word stands in a source below one of these folders. */
  isInSourcesBelow(folders: readonly string[], word: string): boolean;
  /** Whether a word stands in a block of a page. */
  isInBlocks(word: string): boolean;
  /** Whether a word stands in a block otherwise than as a member of something: `x`, and not `a.x`. */
  isAloneInBlocks(word: string): boolean;
  /** The property that a type of the sources declares, by its letters in small. */
  property(letters: string): string | undefined;
  /** What the sources declare or call as a function or method, by its letters in small. */
  calledAs(letters: string): string | undefined;
  /** Whether a word stands in the sources, or anywhere on the pages outside of inline code. */
  isAnywhere(word: string): boolean;
  /** Whether a word stands in a source of another language. */
  isInOtherLanguage(word: string): boolean;
  /** Whether most pages that have the name in blocks import it from a package of the workspace. */
  isOurs(name: string): boolean;
  /** Whether blocks import the name from elsewhere, and none from a package of the workspace. */
  isForeign(name: string): boolean;
  /** The modules that blocks import as a whole under the name, by their paths with a space between. */
  modulesCalled(name: string): string;
}

/** A question of which the answer depends on all pages, with the answer. */
export interface PageQuestion {
  readonly about: 'isInBlocks' | 'isAloneInBlocks' | 'isAnywhere' | 'isOurs' | 'isForeign' | 'modulesCalled';
  readonly word: string;
  readonly answer: boolean | string;
}

/** A property of a type, as nothing else is written: with a question mark, or with `readonly`. */
const property = /([\p{L}_$][\p{L}\p{N}_$]*)\?:|\breadonly\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu;

/** What is called, or is declared with parameters: `x(`, `x<T>(`, `x: (`. */
const callable = /([\p{L}_$][\p{L}\p{N}_$]*)\??(?:<[\w, ]+>)?:?\s*\(/gu;

const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Names by their letters in small. */
type BySmallLetters = ReadonlyMap<string, string>;

const propertiesIn = (text: string): BySmallLetters =>
  new Map(
    [...text.matchAll(property)].map(([, optional, fixed]) => [
      (optional ?? fixed)!.toLowerCase(),
      (optional ?? fixed)!,
    ]),
  );

const callablesIn = (text: string): BySmallLetters =>
  new Map([...text.matchAll(callable)].map(([, found]) => [found!.toLowerCase(), found!]));

/** The words in the blocks of a page, each once. */
interface BlockWords {
  /** Those that stand somewhere otherwise than as a member of something. */
  readonly alone: readonly string[];
  /** The others. */
  readonly members: readonly string[];
}

/** One copy of each word, free of the page that it was cut from: pages use the same. */
const spelled = new Map<string, string>();

function keptOnce(found: string): string {
  const known = spelled.get(found);
  if (known !== undefined) return known;
  const own = Buffer.from(found).toString();
  spelled.set(own, own);
  return own;
}

const wordsOfBlocks = oncePer(({ blocks }: Page): BlockWords => {
  const [alone, members] = [new Set<string>(), new Set<string>()];
  for (const { value } of blocks) {
    for (const { 0: found, index } of value.matchAll(word)) {
      if (value[index - 1] !== '.') alone.add(keptOnce(found));
      else members.add(keptOnce(found));
    }
  }
  return { alone: [...alone], members: [...members].filter((one) => !alone.has(one)) };
});

/** Files that are written in code. The manifest of facts holds the names that are gone too. */
export const isWrittenInCode = (path: string): boolean =>
  path !== manifestFile && /\.([mc]?[jt]sx?|json|ya?ml|vue|svelte|astro)$/.test(path);

const isOtherLanguage = (path: string): boolean =>
  /\.(?:rs|py|rb|go|java|kt|swift|cc?|cpp|hh?|hpp|cs|php|scala|exs?|zig|dart|graphqls?|gql|proto|prisma)$/.test(path);

function isAnyBelow(paths: Iterable<string>, folders: readonly string[]): boolean {
  for (const path of paths) if (folders.some((folder) => isBelow(path, folder))) return true;
  return false;
}

/** Reads every source and every block once. */
export function readWords(workspace: Workspace, pages: readonly Page[]): Words {
  const { files } = workspace;
  const inSources = wordsOfFiles(files, isWrittenInCode);
  const memberInBlocks = new Set<string>();
  const aloneInBlocks = new Set<string>();
  for (const page of pages) {
    const { alone, members } = wordsOfBlocks(page);
    for (const one of alone) aloneInBlocks.add(one);
    for (const one of members) memberInBlocks.add(one);
  }
  const isInBlocks = (one: string): boolean => aloneInBlocks.has(one) || memberInBlocks.has(one);
  /** What the last file says of the letters. Most letters are those of no word, so that few files are read for it. */
  const finder = (find: (text: string) => BySmallLetters): ((letters: string) => string | undefined) => {
    const found = new Map<string, string | undefined>();
    return (letters) => {
      if (!found.has(letters)) {
        const spellings = inSources.spelled(letters);
        const paths = spellings.length === 0 ? [] : [...inSources.filesWith(spellings)].reverse();
        const path = paths.find((one) => files.made(one, find)?.has(letters));
        found.set(letters, path === undefined ? undefined : files.made(path, find)?.get(letters));
      }
      return found.get(letters);
    };
  };
  let known: BindingsOfPages | undefined;
  const bindings = (): BindingsOfPages => {
    known ??= readAllBindings(workspace, pages);
    return known;
  };
  return {
    isOurs: (name) => bindings().isOurs(name),
    isForeign: (name) => bindings().isForeign(name),
    modulesCalled: (name) => bindings().modulesCalled(name).join(' '),
    isInOtherLanguage: (one) => wordsOfFiles(files, isOtherLanguage).has(one),
    isInSources: (one) => inSources.has(one),
    isInSourcesBelow: (folders, one) =>
      inSources.has(one) && (folders.includes('') || isAnyBelow(inSources.filesWith([one]), folders)),
    isInBlocks,
    isAloneInBlocks: (one) => aloneInBlocks.has(one),
    property: finder(propertiesIn),
    calledAs: finder(callablesIn),
    isAnywhere(wanted) {
      if (inSources.has(wanted) || isInBlocks(wanted)) return true;
      const inProse = new RegExp(`(?<![\\p{L}\\p{N}_$\x60])${wanted}(?![\\p{L}\\p{N}_$\x60])`, 'iu');
      return pages.some(({ source }) => inProse.test(source.text));
    },
  };
}
