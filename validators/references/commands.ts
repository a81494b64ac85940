import type { Fact } from '../../src/code/inventories/fact.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Block } from '../../src/docs/page.ts';
import { shellLanguageOf } from '../examples/shell/language.ts';

/** A word of a command that its program does not know. Offsets are those of the text. */
export interface UnknownWord {
  readonly kind: 'command' | 'flag';
  readonly name: string;
  readonly suggestion?: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** Finds words in commands that the program of the workspace does not know. */
export interface CommandCheck {
  /** In a text that is, or holds, commands. */
  inText(text: string): readonly UnknownWord[];
  /** In a block of commands; nothing in any other block. */
  inBlock(block: Block): readonly UnknownWord[];
}

/** Prepares the check from the flags and commands that the workspace declares. Without them nothing is known of its programs. */
export function createCommandCheck(facts: readonly Fact[]): CommandCheck {
  const flags = facts.filter(({ kind, name }) => kind === 'flags' && name.startsWith('--')).map(({ name }) => name);
  const commands = facts.filter(({ kind, name }) => kind === 'commands' && name.includes(' ')).map(({ name }) => name);
  const programs = [...new Set(commands.map((name) => name.slice(0, name.indexOf(' '))))];
  if (flags.length === 0 || programs.length !== 1) return { inText: () => [], inBlock: () => [] };
  const [program] = programs as [string];
  const call = new RegExp(`(?<![\\w@./-])${program.replace(/[.]/g, '\\.')}((?:[ \\t]+[^\\s|;&#>]+)+)`, 'g');

  function inText(text: string): UnknownWord[] {
    const found: UnknownWord[] = [];
    for (const match of text.matchAll(call)) {
      const offset = match.index + match[0].length - match[1]!.length;
      const words = [...match[1]!.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ word, start: offset + index }));
      const [first] = words;
      const isWord = first && /^[a-z][a-z-]+$/.test(first.word);
      const name = `${program} ${first?.word}`;
      const meant = nearest(name, commands, 2);
      // Anything else behind a program may be a path.
      if (first && isWord && !commands.includes(name) && meant !== undefined) {
        const { start, word } = first;
        found.push({ kind: 'command', name, suggestion: meant, start, end: start + word.length });
      }
      for (const { word, start } of words) {
        if (word === '--') break;
        const flag = /^\[?(--[a-z][\w-]*)/.exec(word)?.[1];
        if (flag === undefined || flags.includes(flag)) continue;
        const at = start + word.indexOf(flag);
        found.push({ kind: 'flag', name: flag, suggestion: nearest(flag, flags), start: at, end: at + flag.length });
      }
    }
    return found;
  }

  return {
    inText,
    inBlock: (block) => (shellLanguageOf(block) ? inText(block.value) : []),
  };
}
