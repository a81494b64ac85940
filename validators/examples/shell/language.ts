import type { Block } from '../../../src/docs/page.ts';

/** What the info string says of a block of commands. */
export interface ShellLanguage {
  readonly name: string;
  /** `posix` is what a POSIX shell or Bash reads; `foreign` is PowerShell, the Windows prompt and fish. */
  readonly dialect: 'posix' | 'foreign';
  /** Whether the block shows a terminal, with what was printed, rather than a script. */
  readonly terminal: boolean;
}

const scripts = new Set(['sh', 'bash', 'shell', 'zsh', 'shellscript']);
const terminals = new Set(['console', 'terminal', 'shellsession', 'shell-session', 'sh-session', 'bash-session']);
const foreign = new Set(['powershell', 'pwsh', 'ps', 'ps1', 'bat', 'batch', 'cmd', 'dos', 'fish']);

/** Reads the language of a block of commands; `undefined` for any other block. `sh[npm]` and `{.sh}` name `sh`. */
export function shellLanguageOf(block: Block): ShellLanguage | undefined {
  const name = /^\{?\.?([A-Za-z0-9-]+)/.exec(block.lang)?.[1]?.toLowerCase() ?? '';
  if (foreign.has(name)) return { name, dialect: 'foreign', terminal: false };
  if (!scripts.has(name) && !terminals.has(name)) return undefined;
  return { name, dialect: 'posix', terminal: terminals.has(name) };
}
