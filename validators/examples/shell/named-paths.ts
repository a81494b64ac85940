import { argumentsOf } from './arguments.ts';
import type { ShellCommand, ShellWord } from './command.ts';

/** A file or a folder that a command needs. */
export interface NamedPath {
  readonly word: ShellWord;
  readonly text: string;
  readonly kind: 'file' | 'folder' | 'either';
  /** Endings that the program adds by itself. */
  readonly endings: readonly string[];
}

interface Reader {
  /** Options that a word of their own follows. */
  readonly valued?: ReadonlySet<string>;
  /** Options whose value is a path that must be there. */
  readonly naming?: ReadonlySet<string>;
  /** Options with which nothing else names a file. */
  readonly instead?: ReadonlySet<string>;
  /** Which operands are paths: the first, all, or all but the last. */
  readonly operands: 'first' | 'all' | 'sources' | 'none';
  readonly kind: NamedPath['kind'];
  readonly endings?: readonly string[];
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const nodeEndings = ['.js', '.json', '/index.js', '/package.json'];

const script: Reader = {
  operands: 'first',
  kind: 'file',
  valued: set(
    '-r --require --import --loader --experimental-loader -C --conditions --tsconfig -P --project --watch-path',
  ),
  instead: set('-e --eval -p --print --run --version -v -h --help --test'),
};
const viewer: Reader = { operands: 'all', kind: 'file', valued: set('-n -c --lines --bytes -l --language') };
const compose: Reader = {
  operands: 'none',
  kind: 'file',
  valued: set('-f --file -p --project-name --profile --env-file'),
  naming: set('-f --file --env-file'),
};

const readers: Readonly<Record<string, Reader>> = {
  node: { ...script, kind: 'either', endings: nodeEndings },
  tsx: script,
  'ts-node': script,
  'ts-node-esm': script,
  bash: { operands: 'first', kind: 'file', instead: set('-c') },
  sh: { operands: 'first', kind: 'file', instead: set('-c') },
  zsh: { operands: 'first', kind: 'file', instead: set('-c') },
  source: { operands: 'first', kind: 'file' },
  '.': { operands: 'first', kind: 'file' },
  cd: { operands: 'first', kind: 'folder' },
  pushd: { operands: 'first', kind: 'folder' },
  cat: viewer,
  bat: viewer,
  less: viewer,
  head: viewer,
  tail: viewer,
  cp: { operands: 'sources', kind: 'either' },
  mv: { operands: 'sources', kind: 'either' },
  tsc: {
    operands: 'none',
    kind: 'either',
    valued: set('-p --project -b --build'),
    naming: set('-p --project -b --build'),
  },
  'docker-compose': compose,
};

/** The reader of a command, and the words that it reads. */
function readerOf(words: readonly ShellWord[]): [Reader, readonly ShellWord[]] | undefined {
  const [program, second, ...rest] = words;
  if (program?.text === 'docker') return second?.text === 'compose' ? [compose, rest] : undefined;
  if (program?.text === 'deno') return second?.text === 'run' ? [script, rest] : undefined;
  if (program?.text === undefined || !Object.hasOwn(readers, program.text)) return undefined;
  return [readers[program.text]!, words.slice(1)];
}

/** A path that could be one of the repository: no address, no pattern, nothing above it, nothing that is installed. */
const canBeOwn = (text: string): boolean =>
  !/^[-/~]|:|[*?[\]{}$]|^\.{1,2}\/?$|(^|\/)node_modules(\/|$)|^\.\.\//.test(text) && /[A-Za-z]/.test(text);

/** The files and folders that a command needs, as far as the command itself tells. */
export function namedPathsOf({ words }: ShellCommand): NamedPath[] {
  const found: NamedPath[] = [];
  const add = (word: ShellWord | undefined, text: string | undefined, { kind, endings = [] }: Reader): void => {
    if (word && text !== undefined && canBeOwn(text)) found.push({ word, text, kind, endings });
  };
  const program = words[0];
  if (program?.text !== undefined && /^\.{0,2}[\w.-]*\/./.test(program.text)) {
    add(program, program.text, { operands: 'none', kind: 'file' });
  }
  const [reader, rest] = readerOf(words) ?? [];
  if (!reader || !rest) return found;
  const operands: ShellWord[] = [];
  for (const { option, value, word } of argumentsOf(rest, reader.valued)) {
    if (option === undefined) operands.push(word);
    else if (reader.instead?.has(option)) return found;
    else if (reader.naming?.has(option)) add(word, value, reader);
    // What follows a program's file is the program's own business.
    if (reader.operands === 'first' && operands.length > 0) break;
  }
  const paths = { none: [], first: operands.slice(0, 1), all: operands, sources: operands.slice(0, -1) };
  for (const word of paths[reader.operands]) add(word, word.text, reader);
  return found;
}

const makers: Readonly<Record<string, 'all' | 'last' | 'option'>> = {
  mkdir: 'all',
  touch: 'all',
  tee: 'all',
  cp: 'last',
  mv: 'last',
  ln: 'last',
};

const outputOptions = set('-o --out --output --outfile --outdir --out-dir --output-dir --dir --dest --destination');

/** The paths that a command makes, as far as the command itself tells. */
export function madePathsOf({ words }: ShellCommand): string[] {
  const [program, second, third] = words;
  const operands = words.slice(1).flatMap(({ text }) => (text === undefined || text.startsWith('-') ? [] : [text]));
  if (program?.text === 'git' && (second?.text === 'clone' || (second?.text === 'worktree' && third?.text === 'add'))) {
    const given = operands.slice(second.text === 'clone' ? 1 : 2);
    const name = /([^/:]+?)(?:\.git)?\/?$/.exec(given[0] ?? '')?.[1];
    return [...given, ...(name === undefined ? [] : [name])];
  }
  const outputs = [...argumentsOf(words.slice(1), outputOptions)].flatMap(({ option = '', value }) =>
    outputOptions.has(option) && value !== undefined ? [value] : [],
  );
  const made = makers[program?.text ?? ''];
  return [...outputs, ...(made === 'all' ? operands : made === 'last' ? operands.slice(-1) : [])];
}
