import type { Fact } from '../../src/code/inventories/fact.ts';
import { isScriptSource, sourcesOf } from '../../src/code/sources.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Block } from '../../src/docs/page.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import type { ShellCommand, ShellReading, ShellWord } from '../examples/shell/command.ts';
import { shellLanguageOf } from '../examples/shell/language.ts';
import { packageRunOf } from '../examples/shell/package-runs.ts';
import { readSession } from '../examples/shell/session.ts';

/** A word of a command that its program does not know. Offsets are those of the text. */
export interface UnknownWord {
  readonly kind: 'command' | 'flag';
  readonly name: string;
  readonly program: string;
  /** Whether the flags of the program were found without the help of a config. */
  readonly found: boolean;
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

/** A program of the workspace of which all flags are known. */
interface Program {
  readonly name: string;
  readonly package: string;
  readonly flags: readonly string[];
  /** With the name of the program before each. */
  readonly commands: readonly string[];
  readonly found: boolean;
}

/** The programs whose flags the facts tell: those that were found, and one that the config describes. */
function programsIn(facts: readonly Fact[]): Program[] {
  const flags = facts.filter(({ kind, name }) => kind === 'flags' && name.startsWith('-'));
  const commands = facts.filter(({ kind, name }) => kind === 'commands' && name.includes(' '));
  const firstOf = (name: string): string => name.slice(0, name.indexOf(' '));
  const programs: Program[] = [];
  const isFound = ({ details }: Fact): boolean => details.programs !== undefined;
  for (const [owner, own] of Map.groupBy(flags.filter(isFound), (fact) => fact.package)) {
    for (const name of own[0]!.details.programs!) {
      programs.push({
        name,
        package: owner,
        flags: own.flatMap((fact) => [fact.name, ...fact.aliases]),
        commands: commands
          .filter((fact) => fact.package === owner && firstOf(fact.name) === name)
          .map((fact) => fact.name),
        found: true,
      });
    }
  }
  const configured = commands.filter((fact) => !isFound(fact));
  const [name, ...more] = new Set(configured.map((fact) => firstOf(fact.name)));
  const listed = flags.filter((fact) => !isFound(fact) && fact.name.startsWith('--'));
  if (name !== undefined && more.length === 0 && listed.length > 0) {
    programs.push({
      name,
      package: configured[0]!.package,
      flags: listed.map((fact) => fact.name),
      commands: configured.map((fact) => fact.name),
      found: false,
    });
  }
  return programs;
}

/** The letters of a flag. `--noColor`, `--no-color` and `--color` are one to most readers of command lines. */
const lettersOf = (flag: string): string =>
  flag
    .replace(/^--(?:no-)?|-/g, '')
    .toLowerCase()
    .replace(/^no(?=.{3})/, '');

/** Flags that most programs know without declaring them. */
const usual = ['--help', '--version'];

const runners = new Set(['pnpm', 'yarn', 'bun']);

/** The words behind the name of a program, with the name as the command writes it. */
function callIn(command: ShellCommand): { readonly name: string; readonly rest: readonly ShellWord[] } | undefined {
  const { words } = command;
  const run = packageRunOf(command);
  if (run) {
    const rest = words.slice(words.indexOf(run.word) + 1);
    return { name: run.program ?? run.package, rest: rest[0]?.text === '--' ? rest.slice(1) : rest };
  }
  const [first, second] = words;
  if (first?.text === undefined) return undefined;
  if (!runners.has(first.text)) return { name: first.text, rest: words.slice(1) };
  const at = second?.text === 'exec' ? 2 : 1;
  const name = words[at]?.text;
  return name === undefined ? undefined : { name, rest: words.slice(at + 1) };
}

/** Prepares the check from the flags and commands that the workspace declares. The parser of commands is loaded when there are some. */
export async function createCommandCheck(workspace: Workspace, facts: readonly Fact[]): Promise<CommandCheck> {
  const programs = programsIn(facts);
  if (programs.length === 0) return { inText: () => [], inBlock: () => [] };
  const { readCommands } = await import('../examples/shell/read-commands.ts');
  const byName = Map.groupBy(programs, ({ name }) => name);
  // `npx @acme/tools` runs the only program of the package.
  for (const [owner, own] of Map.groupBy(programs, (program) => program.package)) {
    if (own.length === 1 && !byName.has(owner)) byName.set(owner, own);
  }
  const names = [...byName.keys()];
  const scripts = new Set(facts.filter(({ kind }) => kind === 'scripts').map(({ name }) => name));
  const texts = new Map<string, readonly string[]>();

  /** Whether the sources of a package name a flag, so that something in them may look for it. */
  const isInSources = (owner: string, flag: string): boolean => {
    const pkg = workspace.packages.find((one) => one.name === owner && !one.installed);
    const known =
      texts.get(owner) ??
      (pkg ? sourcesOf(workspace, pkg, isScriptSource) : []).map((file) => workspace.files.read(file) ?? '');
    texts.set(owner, known);
    return known.some((text) => text.includes(flag));
  };
  const knows = ({ package: owner, flags, found }: Program, flag: string): boolean => {
    const [first = ''] = flag.split('.');
    if (flags.includes(flag)) return true;
    if (!found) return false;
    const letters = lettersOf(first);
    return (
      usual.includes(flag) || flags.some((one) => lettersOf(one.split('.')[0]!) === letters) || isInSources(owner, flag)
    );
  };

  function* inCommand(command: ShellCommand, text: string): Generator<UnknownWord> {
    const call = callIn(command);
    const [program, ...more] = (call && byName.get(call.name)) ?? [];
    // One name for two programs, or for a script and a program, may mean either.
    if (!call || !program || more.length > 0) return;
    const isScript = runners.has(command.words[0]!.text ?? '') && scripts.has(call.name);
    if (isScript) return;
    const { name, commands, flags, found } = program;
    const [first] = call.rest;
    const command1 = `${name} ${first?.text}`;
    const meant =
      first?.text !== undefined && /^[a-z][a-z-]+$/.test(first.text) ? nearest(command1, commands, 2) : undefined;
    // Anything else behind a program may be a path.
    if (first && meant !== undefined && !commands.includes(command1)) {
      yield {
        kind: 'command',
        name: command1,
        program: name,
        found,
        suggestion: meant,
        start: first.start,
        end: first.end,
      };
    }
    for (const { start, end, text: word } of call.rest) {
      if (word === '--') return;
      const written = text.slice(start, end);
      const flag = /^\[?(--[a-z][\w-]*(?:\.[\w-]+)*)/.exec(written)?.[1];
      if (flag === undefined || knows(program, flag)) continue;
      const at = start + written.indexOf(flag);
      const suggestion = nearest(flag, flags);
      yield { kind: 'flag', name: flag, program: name, found, suggestion, start: at, end: at + flag.length };
    }
  }

  function inText(text: string): UnknownWord[] {
    if (!names.some((name) => text.includes(name))) return [];
    const { commands, faults }: ShellReading = readCommands(text);
    return faults.length > 0 ? [] : commands.flatMap((command) => [...inCommand(command, text)]);
  }

  return {
    inText,
    inBlock(block) {
      const language = shellLanguageOf(block);
      if (!language || language.dialect === 'foreign') return [];
      const session = readSession(block.value, language.terminal);
      return session.foreign ? [] : inText(session.text);
    },
  };
}
