import { parseArgs } from 'node:util';
import { nearest } from '../config/nearest.ts';

/** A command line that cannot be understood. The message says what to do. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The formats of a report. */
export const reporterNames = ['terminal', 'json', 'markdown'] as const;
/** One of {@link reporterNames}. */
export type ReporterName = (typeof reporterNames)[number];

/** A report that is asked for: its format, and the file that it goes to instead of standard output. */
export interface ReporterRequest {
  readonly name: ReporterName;
  readonly file?: string | undefined;
}

/** One option, as `--help` prints it. */
export interface OptionHelp {
  readonly name: string;
  readonly value?: string | undefined;
  /** Whether the value may be left out; if not, it stands behind `=`. */
  readonly optional?: true | undefined;
  readonly text: string;
}

/** Every option, in the order in which `--help` prints them. */
export const options: readonly OptionHelp[] = [
  { name: 'root', value: 'DIR', text: 'the repository to check; the current folder by default' },
  { name: 'config', value: 'FILE', text: 'the config; docproof.config.ts, .mjs or .json in the root by default' },
  { name: 'level', value: 'drift|strict', text: 'what is wrong whoever wrote it, or everything that can be proven' },
  { name: 'site', value: 'DIR', text: 'the built site to check too, such as dist' },
  { name: 'only', value: 'RULE', text: 'check only with this validator or rule; may be repeated' },
  {
    name: 'reporter',
    value: 'terminal|json|markdown',
    text: 'the format of the report, markdown for coverage only; =FILE behind it writes a file; may be repeated',
  },
  { name: 'external', text: 'ask the servers of external links too, and remember what they say' },
  { name: 'run', text: 'run the examples that are marked @run, each cut off from the network and your files' },
  {
    name: 'changed',
    value: 'REV',
    optional: true,
    text: 'report only what changed since REV can have caused; since the default branch without REV',
  },
  { name: 'max-warnings', value: 'N', text: 'fail when there are more warnings than this; unlimited by default' },
  { name: 'count', value: 'N', text: 'with prove: how many changes are tried; 300 by default' },
  { name: 'seed', value: 'N', text: 'with prove: chooses the changes; the same seed makes the same ones' },
  {
    name: 'at-least',
    value: 'PERCENT',
    text: 'with prove: fail when a smaller share of the changes is caught; 99 by default',
  },
  { name: 'dry-run', text: 'with fix: print what would change, and change nothing' },
  { name: 'quiet', text: 'print errors only, and nothing when there are none' },
  { name: 'no-color', text: 'print without colours' },
  { name: 'help', text: 'print this help' },
  { name: 'version', text: 'print the version' },
];

/** The commands, with what each is for. */
export const commands = {
  check: { usage: 'docproof [check] [paths…]', text: 'prove the docs; the default command' },
  fix: { usage: 'docproof fix [paths…]', text: 'apply the safe fixes, and check again' },
  coverage: {
    usage: 'docproof coverage [paths…]',
    text: 'how well what the code declares is documented, and what is missing',
  },
  snapshot: {
    usage: 'docproof snapshot',
    text: 'write down the names of today, so that later runs know what was renamed or taken away',
  },
  prove: { usage: 'docproof prove', text: 'make the docs wrong in memory, and say what share of it is caught' },
  explain: { usage: 'docproof explain [rule]', text: 'why a rule exists, a wrong and a right example' },
} as const;

/** The name of a command. */
export type CommandName = keyof typeof commands;

/** A command line that was understood. */
export interface Arguments {
  readonly command: CommandName;
  /** What stands behind the command. */
  readonly operands: readonly string[];
  readonly root?: string | undefined;
  readonly config?: string | undefined;
  readonly level?: 'drift' | 'strict' | undefined;
  /** The folder of the built site, as it was named. */
  readonly site?: string | undefined;
  readonly only: readonly string[];
  readonly reporters: readonly ReporterRequest[];
  readonly external: boolean;
  readonly run: boolean;
  /** Compare with the default branch, or with a revision. */
  readonly changed?: { readonly since?: string | undefined } | undefined;
  readonly maxWarnings?: number | undefined;
  /** How many changes a proof tries, and what chooses them. */
  readonly count?: number | undefined;
  readonly seed?: number | undefined;
  /** The percentage of changes that must be caught. */
  readonly atLeast?: number | undefined;
  /** Whether a fix prints what it would change instead of changing it. */
  readonly dryRun: boolean;
  readonly quiet: boolean;
  readonly color?: false | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

const isCommand = (word: string | undefined): word is CommandName =>
  word !== undefined && Object.hasOwn(commands, word);

function readReporter(text: string): ReporterRequest {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const file = equals < 0 ? undefined : text.slice(equals + 1);
  if (!(reporterNames as readonly string[]).includes(name)) {
    const meant = nearest(name, reporterNames);
    const hint = meant === undefined ? `Choose one of ${reporterNames.join(', ')}.` : `Did you mean ${meant}?`;
    throw new UsageError(`There is no reporter \`${name}\`. ${hint}`);
  }
  if (file === '') throw new UsageError(`\`--reporter ${text}\` names no file. Write \`--reporter ${name}=FILE\`.`);
  return { name: name as ReporterName, file };
}

/** The value of an option that takes a whole number. */
function readNumber(option: string, text: string | undefined, most = Number.MAX_SAFE_INTEGER): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  const bounds = most === Number.MAX_SAFE_INTEGER ? '' : ` from 0 to ${most}`;
  throw new UsageError(`\`--${option}\` takes a whole number${bounds}, not \`${text}\`.`);
}

const ofProofs = ['count', 'seed', 'at-least'] as const;

const readChanged = (value: unknown): Arguments['changed'] =>
  value === undefined ? undefined : { since: typeof value === 'string' ? value : undefined };

/** Reads a command line, without the program's own name. Throws {@link UsageError}. */
export function readArguments(argv: readonly string[]): Arguments {
  const known = options.map(({ name }) => name);
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      options.map(({ name, value, optional }) => [
        name,
        value === undefined || optional
          ? {
              type: 'boolean' as const,
              ...(name === 'help' && { short: 'h' }),
              ...(name === 'version' && { short: 'v' }),
            }
          : { type: 'string' as const, multiple: name === 'only' || name === 'reporter' },
      ]),
    ),
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (!option) {
      const meant = nearest(token.name, known);
      const hint = meant === undefined ? 'Run `docproof --help` to see all options.' : `Did you mean \`--${meant}\`?`;
      throw new UsageError(`There is no option \`${token.rawName}\`. ${hint}`);
    }
    if (option.optional) {
      if (token.value === '') {
        throw new UsageError(`\`--${option.name}=\` names nothing. Write \`--${option.name}=${option.value}\`.`);
      }
      continue;
    }
    if (option.value !== undefined && (token.value === undefined || token.value.startsWith('--'))) {
      throw new UsageError(`\`--${option.name}\` needs a value: \`--${option.name} ${option.value}\`.`);
    }
    if (option.value === undefined && token.value !== undefined) {
      throw new UsageError(`\`--${option.name}\` takes no value. Leave \`=${token.value}\` out.`);
    }
  }
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const list = (name: string): string[] => (values[name] as string[] | undefined) ?? [];

  const level = text('level');
  if (level !== undefined && level !== 'drift' && level !== 'strict') {
    throw new UsageError(`There is no level \`${level}\`. Choose drift or strict.`);
  }
  const [first, ...rest] = positionals;
  const reporters = list('reporter').map(readReporter);
  if (reporters.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError(
      'Two reporters cannot share standard output. Give one of them a file: `--reporter json=FILE`.',
    );
  }
  const command = isCommand(first) ? first : 'check';
  const dryRun = values['dry-run'] === true;
  if (dryRun && command !== 'fix') {
    throw new UsageError('`--dry-run` is for `docproof fix`: no other command changes files.');
  }
  const forProof = ofProofs.find((name) => text(name) !== undefined);
  if (forProof !== undefined && command !== 'prove') {
    throw new UsageError(`\`--${forProof}\` is for \`docproof prove\`: no other command tries changes.`);
  }
  if (command === 'prove' && (isCommand(first) ? rest : positionals).length > 0) {
    throw new UsageError('`docproof prove` takes no paths: a change in one file is caught in another.');
  }
  if (command !== 'coverage' && reporters.some(({ name }) => name === 'markdown')) {
    throw new UsageError('`--reporter markdown` is a format of `docproof coverage`. Choose terminal or json here.');
  }
  return {
    command,
    operands: isCommand(first) ? rest : positionals,
    root: text('root'),
    config: text('config'),
    level,
    site: text('site'),
    only: list('only'),
    reporters:
      reporters.some(({ file }) => file === undefined) || reporters.length > 0 ? reporters : [{ name: 'terminal' }],
    external: values.external === true,
    run: values.run === true,
    changed: readChanged(values.changed),
    maxWarnings: readNumber('max-warnings', text('max-warnings')),
    count: readNumber('count', text('count')),
    seed: readNumber('seed', text('seed')),
    atLeast: readNumber('at-least', text('at-least'), 100),
    dryRun,
    quiet: values.quiet === true,
    color: values['no-color'] === true ? false : undefined,
    help: values.help === true,
    version: values.version === true,
  };
}
