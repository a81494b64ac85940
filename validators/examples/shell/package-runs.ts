import { argumentsOf } from './arguments.ts';
import type { ShellCommand, ShellWord } from './command.ts';

/** A command such as `npx prettier`, which runs a program of a package whether it is installed or not. */
export interface PackageRun {
  /** The package, as it is installed: `prettier`, `@scope/tool`. */
  readonly package: string;
  /** The program of it that is run; `undefined` when the package decides. */
  readonly program: string | undefined;
  readonly word: ShellWord;
}

const nameWithVersion = /^((?:@[a-z\d][\w.~-]*\/)?[a-z\d][\w.~-]*)(?:@[^/]*)?$/i;

const runners: readonly (readonly string[])[] = [
  ['npx'],
  ['bunx'],
  ['pnpx'],
  ['npm', 'exec'],
  ['npm', 'x'],
  ['pnpm', 'dlx'],
  ['yarn', 'dlx'],
  ['bun', 'x'],
];

const packageOptions = new Set(['-p', '--package']);

/** Reads a command that runs a program of a package; `undefined` for any other command. */
export function packageRunOf({ words }: ShellCommand): PackageRun | undefined {
  const runner = runners.find((names) => names.every((name, index) => words[index]?.text === name));
  if (!runner) return undefined;
  let from: string | undefined;
  for (const { option, value, word } of argumentsOf(words.slice(runner.length), packageOptions)) {
    if (option === '-c' || option === '--call') return undefined;
    if (option === '-p' || option === '--package') from = value;
    if (option !== undefined) continue;
    const name = nameWithVersion.exec(from ?? value ?? '')?.[1];
    return name === undefined ? undefined : { package: name, program: from === undefined ? undefined : value, word };
  }
  return undefined;
}
