import { argumentsOf } from './arguments.ts';
import type { ShellCommand, ShellWord } from './command.ts';

/** Where a package manager is told to look for a script. */
export type ScriptPlace =
  /** In the package that the command runs in. */
  | { readonly kind: 'here' }
  /** In a package, by its name or its folder. */
  | { readonly kind: 'package'; readonly word: ShellWord; readonly name: string }
  /** In several packages, or by a pattern. */
  | { readonly kind: 'several' };

/** A command that runs a script of a package. */
export interface ScriptCall {
  /** `undefined` when it is not written out. */
  readonly name: string | undefined;
  readonly word: ShellWord;
  /** False when the name may also be that of a program that a dependency brings. */
  readonly certain: boolean;
  /** False when the command succeeds without the script. */
  readonly required: boolean;
  readonly place: ScriptPlace;
}

/** How the command line of a package manager is read. */
interface Manager {
  /** Options that a word of their own follows. */
  readonly valued: ReadonlySet<string>;
  /** Options whose value is a package or its folder. */
  readonly placing: ReadonlySet<string>;
  /** Options that let a command run in several packages. */
  readonly spreading: ReadonlySet<string>;
  /** Words behind which the name of a script stands. */
  readonly run: ReadonlySet<string>;
  /** Commands that run the script of their own name. */
  readonly scripts: ReadonlyMap<string, string>;
  /** What is no script when it stands first; `undefined` when a script must be run by `run`. */
  readonly builtIn: ReadonlySet<string> | undefined;
  /** Whether options behind the script's name are still the manager's. */
  readonly optionsBehind: boolean;
  /** Whether `run` runs nothing but scripts. */
  readonly onlyScripts: boolean;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' ').filter((word) => word !== ''));

const managers: Readonly<Record<string, Manager>> = {
  npm: {
    valued: set('-w --workspace --prefix -C --loglevel --registry --userconfig --cache --script-shell'),
    placing: set('-w --workspace --prefix -C'),
    spreading: set('-ws --workspaces'),
    run: set('run run-script rum urn'),
    scripts: new Map(
      Object.entries({ test: 'test', t: 'test', tst: 'test', start: 'start', stop: 'stop', restart: 'restart' }),
    ),
    builtIn: undefined,
    optionsBehind: true,
    onlyScripts: true,
  },
  pnpm: {
    valued: set('--filter -F --filter-prod --dir -C --reporter --loglevel --workspace-concurrency'),
    placing: set('--filter -F --filter-prod --dir -C'),
    spreading: set('-r --recursive'),
    run: set('run run-script'),
    scripts: new Map(Object.entries({ test: 'test', t: 'test', tst: 'test', start: 'start', stop: 'stop' })),
    builtIn: set(
      'add install i ci clean update up upgrade remove rm uninstall un link ln unlink import rebuild rb prune fetch install-test it dedupe patch patch-commit patch-remove audit list ls ll la outdated why licenses exec dlx create node publish pack recursive multi m server store root bin setup init deploy doctor config c get set env self-update approve-builds ignored-builds cat-file cat-index find-hash completion help version login logout whoami pkg info view search owner dist-tag deprecate repo docs bugs ping star team token unpublish profile access edit adduser cache sbom runtime rt',
    ),
    optionsBehind: false,
    onlyScripts: true,
  },
  yarn: {
    valued: set('--cwd --cache-folder --modules-folder --registry --network-timeout'),
    placing: set('--cwd'),
    spreading: set(''),
    run: set('run'),
    scripts: new Map(),
    builtIn: set(
      'add audit autoclean bin cache config constraints create dedupe dlx exec explain generate-lock-entry global help import info init install licenses link list login logout node npm outdated owner pack patch patch-commit plugin policies publish rebuild remove search self-update set stage tag team unlink unplug up upgrade upgrade-interactive version versions why workspaces',
    ),
    optionsBehind: false,
    onlyScripts: false,
  },
  bun: {
    valued: set('--filter -F --cwd --preload -r --env-file --config -c --conditions'),
    placing: set('--filter -F --cwd'),
    spreading: set(''),
    run: set('run'),
    scripts: new Map(),
    builtIn: set(
      'add a install i ci remove rm update outdated link unlink pm test build x create c init upgrade exec repl patch patch-commit publish pack audit why info deploy feedback help',
    ),
    optionsBehind: false,
    onlyScripts: false,
  },
};

/** Names that stand for any script, or for any package. */
const anyName =
  /^(?:(?:your|my|some|the|any)[-_].*|.*script[-_]?name.*|name|script|task|command|package|workspace|foo|bar|[a-z]|[A-Z][A-Z_]+)$/;
const scriptName = /^[A-Za-z\d_][\w@:./+-]*$/;

const placeOf = (word: ShellWord, name: string | undefined): ScriptPlace =>
  name === undefined || anyName.test(name) || /[*!{}[\]^]|\.\.\./.test(name)
    ? { kind: 'several' }
    : { kind: 'package', word, name };

/** Reads a command of npm, pnpm, Yarn, Bun or Node that runs a script; `undefined` for any other command. */
export function scriptCallOf({ words }: ShellCommand): ScriptCall | undefined {
  const [program, ...rest] = words;
  if (program?.text === undefined) return undefined;
  if (program.text === 'node') return nodeCallOf(rest);
  const manager = Object.hasOwn(managers, program.text) ? managers[program.text]! : undefined;
  return manager && managerCallOf(program.text, manager, rest);
}

function managerCallOf(program: string, manager: Manager, words: readonly ShellWord[]): ScriptCall | undefined {
  const places: ScriptPlace[] = [];
  const operands: ShellWord[] = [];
  let required = true;
  for (const { option, value, word } of argumentsOf(words, manager.valued)) {
    if (option === '--') break;
    if (option === undefined) {
      operands.push(word);
      const named = operands.length > (manager.run.has(operands[0]!.text ?? '') ? 1 : 0);
      if (named && !manager.optionsBehind && operands[0]!.text !== 'workspace') break;
    } else if (option === '--if-present') required = false;
    else if (manager.spreading.has(option)) places.push({ kind: 'several' });
    else if (manager.placing.has(option)) places.push(placeOf(word, value));
  }
  // `yarn workspace <package> <script>`
  if (program === 'yarn' && operands[0]?.text === 'workspace' && operands[1]) {
    places.push(placeOf(operands[1], operands[1].text));
    operands.splice(0, 2);
  }
  const place: ScriptPlace = places.length > 1 ? { kind: 'several' } : (places[0] ?? { kind: 'here' });
  const [first, second] = operands;
  if (first?.text === undefined) return undefined;
  if (manager.run.has(first.text)) {
    return second && callOf(second, second.text, { place, required, certain: manager.onlyScripts });
  }
  const own = manager.scripts.get(first.text);
  if (own !== undefined) return callOf(first, own, { place, required, certain: true });
  if (!manager.builtIn || manager.builtIn.has(first.text)) return undefined;
  return callOf(first, first.text, { place, required, certain: false });
}

/** `node --run <script>`, of Node 22 and newer. */
function nodeCallOf(words: readonly ShellWord[]): ScriptCall | undefined {
  const valued = new Set(['--run']);
  for (const { option, value, word } of argumentsOf(words, valued)) {
    if (option === undefined) return undefined;
    if (option === '--run') return callOf(word, value, { place: { kind: 'here' }, required: true, certain: true });
  }
  return undefined;
}

function callOf(
  word: ShellWord,
  name: string | undefined,
  { place, required, certain }: Pick<ScriptCall, 'place' | 'required' | 'certain'>,
): ScriptCall {
  const written = name !== undefined && scriptName.test(name) && !anyName.test(name);
  return {
    name: written ? name : undefined,
    word,
    // A colon is custom in the names of scripts, and hardly ever stands in that of a program.
    certain: certain || (written && name.includes(':') && !/\.[cm]?[jt]sx?$/.test(name)),
    required,
    place,
  };
}
