import { wordsIn } from '../../workspace/words-of-files.ts';
import type { LastingCompiler, ModuleImport, Program, ProgramInput, ReplacedTexts } from './port.ts';

/** What a file reads: a text that was handed over, `undefined` for what the disk has, `null` for no file. */
type Reading = string | undefined | null;

/** An answer of the compiler, with what it rests on. */
interface Answer {
  readonly value: unknown;
  /** The files that it was found in, each with what it read then. */
  readonly rest: ReadonlyMap<string, Reading>;
  /** What the program declared for everybody then. */
  readonly ambient: string;
  /** What a function that was asked with said then, by its argument. */
  readonly said: ReadonlyMap<string, boolean>;
}

type Method = Exclude<keyof Program, 'exportedFrom'>;

/** Questions about the text of one file alone. All others depend on what the file imports too. */
const aboutText = new Set<Method>([
  'syntaxErrors',
  'lackedAt',
  'specifiersOf',
  'recordsOf',
  'commandLineOf',
  'environmentReadsOf',
  'schemaKeysOf',
  'environmentSchemasOf',
  'declarationsOf',
  'importsOf',
  'runnableStatementsOf',
  'literalSpansOf',
  'documentedSignaturesOf',
  'nodesAt',
  'textOf',
]);

/** A text that adds to what other files see without being imported by them. */
const isAmbient = (path: string, text: string): boolean =>
  /\.d\.[mc]?ts$/.test(path) || /\bdeclare\s+(?:global\b|module\s+['"])/.test(text);

const isPage = (path: string): boolean => /\.(mdx?|markdown)$/i.test(path);

/** How many answers to one question are kept: that of the files as they are on the disk, and the latest. */
const kept = 2;

const keyOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (inner instanceof Set ? [...inner].sort() : inner));

/**
 * Makes a lasting compiler remember its answers. A question is asked again only when a file that its answer rests on reads
 * otherwise: the file itself, or one that it imports, directly or not. A program of which nothing new is asked is not opened
 * at all. What stands in `node_modules` is taken not to change. `exists` tells whether a path is a file of the disk.
 */
export function rememberAnswers(
  compiler: LastingCompiler,
  root: string,
  exists: (path: string) => boolean,
): LastingCompiler {
  const answers = new Map<string, Answer[]>();
  /** The words of the files that were handed over last, by path. */
  const words = new Map<string, { readonly text: string; readonly words: ReadonlySet<string> }>();
  let replaced: ReplacedTexts = new Map();
  let replacedAmbient = '';
  let replacedModules = '';

  /** What decides where imports lead: modules that come or go, and the files that say how they are found. */
  const modulesOf = (texts: ReplacedTexts): string =>
    [...texts]
      .filter(([path]) => !isPage(path))
      .map(([path, text]) => {
        if (/\/(package|tsconfig[^/]*)\.json$/.test(path)) return `${path}\n${text}\n`;
        return text === undefined || !exists(path) ? `${path} ${text === undefined}\n` : '';
      })
      .join('');

  /** Those of the names that stand in a text. They can be written with escapes too: then all of them may be there. */
  function present(path: string, text: string | undefined, names: ReadonlySet<string>): ReadonlySet<string> {
    if (text === undefined || text.includes('\\u')) return names;
    const known = words.get(path);
    const found = known?.text === text ? known : { text, words: wordsIn(text) };
    words.set(path, found);
    return new Set([...found.words].filter((word) => names.has(word)));
  }

  const isOwn = (path: string): boolean => path.startsWith(`${root}/`) && !path.includes('/node_modules/');

  function remembering(input: ProgramInput): Program {
    const texts = new Map(input.files.map(({ path, text }) => [path, text]));
    const prefix = `${input.name} ${input.directory} ${JSON.stringify(input.options)}`;
    const ambient =
      replacedAmbient +
      input.files.map(({ path, text }) => (isAmbient(path, text) ? `${path}\n${text}\n` : '')).join('');
    let opened: Program | undefined;
    const program = (): Program => {
      opened ??= compiler.open(input);
      return opened;
    };
    const reads = (path: string): Reading =>
      texts.get(path) ?? (replaced.has(path) ? (replaced.get(path) ?? null) : undefined);

    /** Whether files read as they did then. Answers about one file rest on the same files. */
    const still = new Map<Answer['rest'], boolean>();
    const readsStill = (rest: Answer['rest']): boolean => {
      let answer = still.get(rest);
      if (answer === undefined) {
        answer = [...rest].every(([path, reading]) => reads(path) === reading);
        still.set(rest, answer);
      }
      return answer;
    };
    const holds = ({ rest, ambient: then }: Answer): boolean => then === ambient && readsStill(rest);
    const find = (key: string, fits: (answer: Answer) => boolean): Answer | undefined =>
      answers.get(key)?.find((answer) => holds(answer) && fits(answer));
    const keep = (key: string, answer: Answer): void => {
      const known = answers.get(key) ?? [];
      // The first is that of the files as they were when the compiler started: they come back after every trial.
      answers.set(key, known.length < kept ? [...known, answer] : [known[0]!, answer]);
    };

    const closures = new Map<string, ReadonlyMap<string, Reading>>();
    const closureOf = (path: string): ReadonlyMap<string, Reading> => {
      const known = closures.get(path);
      if (known) return known;
      const found = new Map<string, Reading>([[path, reads(path)]]);
      for (const [file] of found) {
        if (!isOwn(file)) continue;
        const imports = ask('importsOf', [file], () => program().importsOf(file)) as readonly ModuleImport[];
        for (const { target } of imports) if (target !== undefined && isOwn(target)) found.set(target, reads(target));
      }
      closures.set(path, found);
      return found;
    };

    function ask(method: Method, args: readonly [path: string, ...unknown[]], compute: () => unknown): unknown {
      const key = `${prefix} ${method} ${keyOf(args)}`;
      const known = find(key, () => true);
      if (known) return known.value;
      const value = compute();
      const [path] = args;
      const rest = aboutText.has(method) ? new Map([[path, reads(path)]]) : closureOf(path);
      keep(key, { value, rest, ambient, said: new Map() });
      return value;
    }

    const asking = <M extends Method>(method: M): Program[M] =>
      // biome-ignore lint/suspicious/noExplicitAny: the arguments and the answer are those of the method itself.
      ((...args: [string, ...any[]]) =>
        ask(method, args, () => (program()[method] as (...all: unknown[]) => unknown)(...args))) as Program[M];

    return {
      // What is remembered is not asked at all, and little else is.
      willAsk: () => undefined,
      syntaxErrors: asking('syntaxErrors'),
      semanticErrors: asking('semanticErrors'),
      deprecations: asking('deprecations'),
      lackedAt: asking('lackedAt'),
      subjectOf: asking('subjectOf'),
      exportsOf: asking('exportsOf'),
      exportedFrom(path, isOwnFile) {
        const key = `${prefix} exportedFrom ${path}`;
        const known = find(key, ({ said }) => [...said].every(([file, answer]) => isOwnFile(file) === answer));
        if (known) return known.value as ReturnType<Program['exportedFrom']>;
        const said = new Map<string, boolean>();
        const value = program().exportedFrom(path, (file) => {
          const answer = isOwnFile(file);
          said.set(file, answer);
          return answer;
        });
        keep(key, { value, rest: closureOf(path), ambient, said });
        return value;
      },
      freeNamesOf: asking('freeNamesOf'),
      // What a file uses depends on the names that stand in it: those that came or went elsewhere make no difference.
      usesOf(path, names) {
        const own = present(path, texts.get(path), names);
        return ask('usesOf', [path, own], () => program().usesOf(path, own)) as ReadonlySet<string>;
      },
      recordsOf: asking('recordsOf'),
      registryCallsOf: asking('registryCallsOf'),
      commandLineOf: asking('commandLineOf'),
      environmentReadsOf: asking('environmentReadsOf'),
      schemaKeysOf: asking('schemaKeysOf'),
      environmentSchemasOf: asking('environmentSchemasOf'),
      typeKeysOf: asking('typeKeysOf'),
      declarationsOf: asking('declarationsOf'),
      specifiersOf: asking('specifiersOf'),
      importsOf: asking('importsOf'),
      importedDeclarationsOf: asking('importedDeclarationsOf'),
      unfoundedNamesOf: asking('unfoundedNamesOf'),
      isUnfounded: asking('isUnfounded'),
      restsOn: asking('restsOn'),
      runnableStatementsOf: asking('runnableStatementsOf'),
      literalSpansOf: asking('literalSpansOf'),
      erasableSpansOf: asking('erasableSpansOf'),
      documentedSignaturesOf: asking('documentedSignaturesOf'),
      linksOf: asking('linksOf'),
      nodesAt: asking('nodesAt'),
      textOf: asking('textOf'),
    };
  }

  return {
    meanwhile: (steps) => compiler.meanwhile(steps),
    open: remembering,
    replace(next) {
      compiler.replace(next);
      const modules = modulesOf(next);
      if (modules !== replacedModules) answers.clear();
      replaced = next;
      replacedModules = modules;
      replacedAmbient = [...next]
        .map(([path, text]) => (text !== undefined && isAmbient(path, text) ? `${path}\n${text}\n` : ''))
        .join('');
    },
    touch(changes) {
      compiler.touch(changes);
      answers.clear();
    },
    close: () => compiler.close(),
  };
}
