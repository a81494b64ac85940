import type { UnknownPath } from '../missing-path.ts';
import type { UnknownProgram } from '../missing-program.ts';
import type { UnknownScript } from '../missing-script.ts';
import type { ShellWord } from './command.ts';

/** What a command says that is not so, before the word of the command is a place on the page. */
export type CommandProblem =
  | {
      readonly about: 'script';
      readonly word: ShellWord;
      readonly subject: Omit<UnknownScript, 'location' | 'command'>;
    }
  | { readonly about: 'path'; readonly word: ShellWord; readonly subject: Omit<UnknownPath, 'location'> }
  | { readonly about: 'program'; readonly word: ShellWord; readonly subject: Omit<UnknownProgram, 'location'> };

/** What became of one statement of a command. */
export type Judged =
  | { readonly state: 'known' }
  | { readonly state: 'unknown'; readonly reason: string }
  | { readonly state: 'wrong'; readonly problem: CommandProblem };
