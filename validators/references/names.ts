import { oncePer } from '../../src/check/once-per.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import { distance, nearest } from '../../src/config/nearest.ts';
import type { Page } from '../../src/docs/page.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import type { Chain } from './chain.ts';
import type { Question, Root } from './resolve.ts';
import { type PageQuestion, readWords, type Words } from './words.ts';

/** The names that facts have, for looking up what inline code says. */
export interface Names {
  /** The facts of exactly this name. */
  named(name: string): readonly Fact[];
  /**
   * The exports that a chain may begin with: the longest part of it that is the name of one, and those in namespaces that end
   * with the same word.
   */
  rootsOf(chain: Chain): Question | undefined;
  /** A name that differs little from what is written, when nothing in the sources and blocks is called so. */
  misspelt(written: string): Spelling | undefined;
  /**
   * A function or method of the sources that differs from a name in its capital letters alone. A block may use the name as a
   * member, since an error is copied, and not otherwise.
   */
  miscalled(written: string): Spelling | undefined;
  /** A word in small letters of which two neighbours are swapped, when it stands nowhere but in inline code. */
  swapped(written: string): Spelling | undefined;
  /** Whether a name stands anywhere in the sources or in the blocks of the pages, or is that of a fact. */
  isWritten(name: string): boolean;
  /** Whether sources of another language have a word: it may be one of theirs. */
  isInOtherLanguage(name: string): boolean;
  /** Whether most pages that have the name in blocks import it from a package of the workspace. */
  isOurs(name: string): boolean;
  /** Whether blocks of the pages import the name from elsewhere, and none from a package of the workspace. */
  isForeign(name: string): boolean;
  /** The modules that blocks of the pages import as a whole under the name, as POSIX paths. */
  modulesCalled(name: string): readonly string[];
  /** Whether a question about what the pages say has the same answer as before. */
  stillHolds(question: PageQuestion): boolean;
  /** The names of the facts of a kind. */
  ofKind(kind: string): readonly string[];
  /** Whether a name stands anywhere in the sources. */
  isInSources(name: string): boolean;
  /** Whether a name stands in the sources below one of these folders. */
  isInSourcesBelow(folders: readonly string[], name: string): boolean;
  /** The public name that is most like another. */
  nearestPublic(name: string): string | undefined;
}

/** A name as the code spells it, with the fact that has it when it is public. */
export interface Spelling {
  readonly name: string;
  readonly fact?: Fact | undefined;
}

/** What is a name for every sentence: a value in small letters may be anybody's variable. */
const isOwnName = ({ name, details: { symbol } }: Fact): boolean =>
  (symbol !== 'function' && symbol !== 'constant') || /^\p{Lu}/u.test(name.split('.').at(-1)!);

const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Shorter names differ little from many others. */
const shortest = 7;

/** How many letters of a name may differ, whatever their case. */
const mostWrong = (name: string): number => (name.length < 10 ? 1 : 2);

/** Whether a name is another one with a word behind it, such as `computedFn` of `computed`. */
const isLonger = (name: string, other: string): boolean => name.length > other.length + 1 && name.startsWith(other);

/** Whether a name is another one with what a language puts behind words, or with a letter that tells two of them apart. */
const isInflected = (name: string, other: string): boolean =>
  name.length === other.length + 1 && name.startsWith(other) && /[sdr\p{Lu}\p{N}]$/u.test(name);

/** The words that a name is made of. */
const wordsOf = (name: string): string[] => name.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|[_$]+/u);

/** How many letters of a word may differ: most other words are as near to a short one. */
const mostWrongIn = ({ length }: string): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/** Whether the words of two names differ so little that both are meant to be the same. */
function isTypingError(written: string, name: string): boolean {
  if (written.toLowerCase() === name.toLowerCase()) return true;
  const [own, others] = [wordsOf(written), wordsOf(name)].map((words) => words.map((one) => one.toLowerCase()));
  if (own!.length !== others!.length) return true;
  return own!.every((word, index) => {
    const most = mostWrongIn(word);
    return distance(word, others![index]!, most) <= most;
  });
}

/** Every word that two swapped neighbours make of a word. Its first letter and its last stay. */
function swaps(word: string): string[] {
  const found: string[] = [];
  for (let at = 1; at < word.length - 2; at += 1) {
    if (word[at] !== word[at + 1]) found.push(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
  }
  return found;
}

/** Facts by their names. */
interface Index {
  readonly byName: ReadonlyMap<string, readonly Fact[]>;
  /** The exports in namespaces, by the last part of their names. */
  readonly byEnd: ReadonlyMap<string, readonly Fact[]>;
  /** The names that may be misspelt. */
  readonly spellings: ReadonlyMap<string, Spelling>;
  readonly byKind: ReadonlyMap<string, readonly string[]>;
}

const indexOf = oncePer((facts: readonly Fact[]): Index => {
  const byName = new Map<string, Fact[]>();
  const add = (index: Map<string, Fact[]>, name: string, fact: Fact): void => {
    const known = index.get(name);
    if (known) known.push(fact);
    else index.set(name, [fact]);
  };
  const byEnd = new Map<string, Fact[]>();
  const spellings = new Map<string, Spelling>();
  for (const fact of facts) {
    if (fact.kind === 'exports' && fact.name.includes('.')) add(byEnd, last(fact.name), fact);
    for (const name of [fact.name, ...fact.aliases]) {
      add(byName, name, fact);
      if (fact.kind === 'exports' || fact.kind === 'members') {
        const own = last(name);
        if (own.length >= shortest - 1 && !spellings.has(own)) spellings.set(own, { fact, name: own });
      }
    }
  }
  const byKind = new Map<string, string[]>();
  for (const { kind, name } of facts) {
    const known = byKind.get(kind);
    if (known) known.push(name);
    else byKind.set(kind, [name]);
  }
  return { byName, byEnd, spellings, byKind };
});

/**
 * Indexes facts by their names. The sources are read for their words when the first unknown name is met. Questions about what
 * the pages say are told to `onPages`, with their answers.
 */
export function createNames(
  workspace: Workspace,
  pages: readonly Page[],
  facts: readonly Fact[],
  onPages: (question: PageQuestion) => void = () => {},
): Names {
  const { byName, byEnd, spellings, byKind } = indexOf(facts);
  let known: Words | undefined;
  const words = (): Words => {
    known ??= readWords(workspace, pages);
    return known;
  };
  const onThePages = <About extends PageQuestion['about']>(about: About, word: string): ReturnType<Words[About]> => {
    const answer = words()[about](word) as ReturnType<Words[About]>;
    onPages({ about, word, answer });
    return answer;
  };
  return {
    named: (name) => byName.get(name) ?? [],
    rootsOf({ root, rest }) {
      for (let length = rest.length - 1; length >= 0; length -= 1) {
        const name = [root, ...rest.slice(0, length)].join('.');
        const own = (byName.get(name) ?? []).filter((fact) => fact.kind === 'exports' && isOwnName(fact));
        if (own.length === 0) continue;
        const roots: Root[] = own.map((fact) => ({ as: name, fact }));
        for (const inner of byEnd.get(name) ?? []) roots.push({ as: inner.name, fact: inner });
        return { chain: { root: name, rest: rest.slice(length) }, roots };
      }
      return undefined;
    },
    misspelt(written) {
      if (written.length < shortest || byName.has(written)) return undefined;
      if (words().isInSources(written)) return undefined;
      // What is called like a type is one of it.
      const type = written.replace(/^./, (first) => first.toUpperCase());
      if (type !== written && (byName.has(type) || words().isInSources(type))) return undefined;
      const letters = written.toLowerCase();
      let least = mostWrong(written) + 1;
      let best: Spelling | undefined;
      for (const [name, found] of spellings) {
        // People lose and swap letters inside a word. One that begins otherwise is another word, and a value is not the type
        // that is called like it.
        if (name[0] !== written[0] || isLonger(written, name) || isLonger(name, written)) continue;
        if (isInflected(written, name)) continue;
        const wrong = distance(letters, name.toLowerCase(), least);
        if (wrong < least && isTypingError(written, name)) {
          least = wrong;
          best = found;
        }
      }
      // A public name in another case is that name, though a block may declare it so.
      if (best && least === 0) return best;
      if (onThePages('isInBlocks', written)) return undefined;
      const name = words().property(letters);
      const isLikely = name !== undefined && name[0] === written[0] && /[\p{Ll}\p{N}]\p{Lu}/u.test(name);
      return best ?? (isLikely ? { name } : undefined);
    },
    miscalled(written) {
      if (written.length < shortest || byName.has(written) || words().isInSources(written)) return undefined;
      if (onThePages('isAloneInBlocks', written)) return undefined;
      const name = words().calledAs(written.toLowerCase());
      return name === undefined || name[0] !== written[0] ? undefined : { name };
    },
    swapped(written) {
      if (byName.has(written) || words().isInSources(written)) return undefined;
      const name = swaps(written).find((one) => spellings.has(one) || words().property(one) === one);
      if (name === undefined || onThePages('isAnywhere', written)) return undefined;
      return { name, fact: spellings.get(name)?.fact };
    },
    isWritten: (name) => byName.has(name) || words().isInSources(name) || onThePages('isInBlocks', name),
    isInOtherLanguage: (name) => words().isInOtherLanguage(name),
    isOurs: (name) => onThePages('isOurs', name),
    isForeign: (name) => onThePages('isForeign', name),
    modulesCalled: (name) =>
      onThePages('modulesCalled', name)
        .split(' ')
        .filter((path) => path !== ''),
    ofKind: (kind) => byKind.get(kind) ?? [],
    stillHolds: ({ about, word, answer }) => words()[about](word) === answer,
    isInSources: (name) => words().isInSources(name),
    isInSourcesBelow: (folders, name) => words().isInSourcesBelow(folders, name),
    nearestPublic: (name) =>
      nearest(
        name,
        [...spellings.keys()].filter((one) => one[0] === name[0]),
      ),
  };
}
