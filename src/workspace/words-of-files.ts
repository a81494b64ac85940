import type { FileIndex } from './file-index.ts';

/** Every word of a text that could be a name in code. */
const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** The words of a text, each once. */
export const wordsIn = (text: string): ReadonlySet<string> => new Set(text.match(word));

/** The words of many files together. */
export interface WordsOfFiles {
  has(word: string): boolean;
  /** The words that have these letters in small, however they are written. */
  spelled(letters: string): readonly string[];
  /** The paths of the files that have one of the words. */
  filesWith(words: readonly string[]): Iterable<string>;
}

/** Whether a file takes part, by its path. */
type IsWanted = (path: string) => boolean;

/** What was made of files as they are on the disk, which edits of a few of them do not change. */
const known = new WeakMap<FileIndex, Map<IsWanted, WordsOfFiles>>();

function* filesWith(files: FileIndex, isWanted: IsWanted, words: readonly string[]): Generator<string> {
  for (const path of files.paths) {
    const own = isWanted(path) ? files.made(path, wordsIn) : undefined;
    if (own && words.some((one) => own.has(one))) yield path;
  }
}

/** Reads the words of all files that take part, a file a step, so that whoever asks for them finds them read. */
export function* readWordsInSteps(files: FileIndex, isWanted: IsWanted): Generator<unknown> {
  for (const path of files.paths) if (isWanted(path)) yield files.made(path, wordsIn);
}

const spelledAmong = (words: Iterable<string>): Map<string, string[]> => Map.groupBy(words, (one) => one.toLowerCase());

function readAll(files: FileIndex, isWanted: IsWanted): WordsOfFiles {
  const all = new Set<string>();
  for (const path of files.paths) {
    if (!isWanted(path)) continue;
    for (const one of files.made(path, wordsIn) ?? []) all.add(one);
  }
  let spellings: Map<string, string[]> | undefined;
  return {
    has: (one) => all.has(one),
    spelled(letters) {
      spellings ??= spelledAmong(all);
      return spellings.get(letters) ?? [];
    },
    filesWith: (words) => filesWith(files, isWanted, words),
  };
}

/**
 * The words of all files that take part. Those of edited files are told from what was read before: what an edit costs depends
 * on the size of the edited files alone.
 */
export function wordsOfFiles(files: FileIndex, isWanted: IsWanted): WordsOfFiles {
  const { before } = files;
  if (!before) {
    const made = known.get(files) ?? new Map<IsWanted, WordsOfFiles>();
    known.set(files, made);
    const words = made.get(isWanted) ?? readAll(files, isWanted);
    made.set(isWanted, words);
    return words;
  }
  const earlier = wordsOfFiles(before.files, isWanted);
  const edited = before.edited.filter(isWanted);
  const wordsOf = (index: FileIndex): ReadonlySet<string>[] =>
    edited.flatMap((path) => (index.has(path) ? (index.made(path, wordsIn) ?? []) : []));
  const [old, current] = [wordsOf(before.files), wordsOf(files)];
  const left = new Map<string, boolean>();
  /** Whether a word that an edited file had stands anywhere still. */
  const isLeft = (one: string): boolean => {
    const answer = left.get(one) ?? filesWith(files, isWanted, [one]).next().done !== true;
    left.set(one, answer);
    return answer;
  };
  const has = (one: string): boolean =>
    current.some((words) => words.has(one)) ||
    (earlier.has(one) && (!old.some((words) => words.has(one)) || isLeft(one)));
  let added: Map<string, string[]> | undefined;
  return {
    has,
    spelled(letters) {
      added ??= spelledAmong(new Set(current.flatMap((words) => [...words])));
      return [...new Set([...earlier.spelled(letters).filter(has), ...(added.get(letters) ?? [])])];
    },
    filesWith: (words) => filesWith(files, isWanted, words),
  };
}
