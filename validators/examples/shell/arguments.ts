import type { ShellWord } from './command.ts';

/** One argument of a command. */
export interface Argument {
  /** `--name` or `-n`, without its value; `undefined` for an operand. */
  readonly option: string | undefined;
  /** The operand, or the value of the option; `undefined` when there is none, or when it is not written out. */
  readonly value: string | undefined;
  /** The word that holds the value, or the option when it has none. */
  readonly word: ShellWord;
}

/** Reads arguments one by one. Options that are `valued` take the next word, when no `=` gives them their value. */
export function* argumentsOf(
  words: readonly ShellWord[],
  valued: ReadonlySet<string> = new Set(),
): Generator<Argument> {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    if (word.text === undefined || !/^-./.test(word.text)) {
      yield { option: undefined, value: word.text, word };
      continue;
    }
    const [option, value] = word.text.split(/=(.*)/s);
    const next = value === undefined && valued.has(option!) ? words[at + 1] : undefined;
    if (next) at += 1;
    yield { option, value: value ?? next?.text, word: next ?? word };
  }
}
