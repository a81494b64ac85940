import type { Compiler, Diagnostic, VirtualFile } from '../../src/code/compiler/port.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import type { Chain } from './chain.ts';

/** What became of a chain: it resolves, its first missing name is known, or nothing can be said. */
export type Resolution =
  | { readonly state: 'resolved' }
  | { readonly state: 'missing'; readonly owner: string; readonly name: string }
  | { readonly state: 'unknown' };

/** What the root of a chain may be. */
export interface Root {
  /** How it is reached from what a module exports; empty for all that the module exports. */
  readonly as: string;
  /** The export; absent for a module as a whole. */
  readonly fact?: Fact | undefined;
  /** POSIX path of the module, when it is known which one is meant. */
  readonly module?: string | undefined;
}

/** A chain with everything that its root may be. */
export interface Question {
  readonly chain: Chain;
  readonly roots: readonly Root[];
}

const modulesOf = ({ fact, module }: Root): readonly string[] =>
  module === undefined ? (fact?.details.modules ?? []) : [module];

/** One way to read a chain as code. Any that the compiler accepts proves the chain. */
interface Reading {
  readonly question: Question;
  readonly start: number;
  readonly end: number;
  /** The offset at which the names behind the root begin: an error before it is one of the reading, and no answer. */
  readonly from: number;
  /** Whether the whole chain is read as a type. */
  readonly isType: boolean;
}

// Numbers of https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json
const noMember = new Set([2339, 2551, 2576, 2694, 2724]);
/** The reading needs type arguments, or other ones: what stands there is a type, so that the chain leads somewhere. */
const needsArguments = new Set([2314, 2707]);

/** What may be undefined, is private or is protected is there all the same. */
const thereAllTheSame = new Set([2341, 2445, 2532, 2533, 18047, 18048, 18049]);

/** Every member that any part of a union has, so that an option of one variant counts. */
const allMembers = 'type Members<T> = { [K in T extends unknown ? keyof T : never]: any };\n';

/** A type may take this many type arguments and still be read. */
const mostArguments = 5;

interface Draft {
  readonly before: string;
  readonly after: string;
  readonly isType: boolean;
}

/** The ways to read a chain with a root of one kind: as a value, as what an instance has, as a type in a namespace. */
function draftsFor({ root: written, rest }: Chain, { as, fact }: Root): Draft[] {
  const root = as === '' ? '$' : `$.${as}`;
  const symbol = fact?.details.symbol;
  const path = rest.map((name) => `.${name}`).join('');
  const first = `.${rest[0]}`;
  const drafts: Draft[] = [
    { before: root, after: path, isType: false },
    // What is called as something of the language may be that.
    { before: written, after: path, isType: false },
    ...['', '<any>', '<any, any>'].map((args) => ({
      before: `(null! as Members<${written}${args}>)`,
      after: first,
      isType: false,
    })),
    { before: `null! as ${root}`, after: path, isType: true },
  ];
  if (symbol === 'namespace' || symbol === undefined) return drafts;
  for (let count = 0; count <= mostArguments; count += 1) {
    const args = count === 0 ? '' : `<${Array(count).fill('any').join(', ')}>`;
    drafts.push({ before: `(null! as Members<${root}${args}>)`, after: first, isType: false });
    // What is private is no key, and there all the same.
    if (symbol === 'class') drafts.push({ before: `(null! as ${root}${args})`, after: first, isType: false });
  }
  if (symbol === 'function' || symbol === 'constant') {
    drafts.push({
      before: `(null! as Members<NonNullable<Parameters<typeof ${root}>[0]>>)`,
      after: first,
      isType: false,
    });
  }
  return drafts;
}

function draftFile(
  root: string,
  index: number,
  module: string,
  questions: readonly Question[],
): [VirtualFile, Reading[]] {
  const specifier = `${root}/${module.replace(/(?:\.d)?\.tsx?$/, '')}`;
  let text = `import * as $ from ${JSON.stringify(specifier)};\n${allMembers}`;
  const readings: Reading[] = [];
  for (const question of questions) {
    for (const named of question.roots) {
      if (!modulesOf(named).includes(module)) continue;
      for (const { before, after, isType } of draftsFor(question.chain, named)) {
        const start = text.length;
        text += `void (${before}${after});\n`;
        readings.push({ question, start, end: text.length, from: start + 'void ('.length + before.length, isType });
      }
    }
  }
  return [{ path: `${root}/docproof.references.${index}.ts`, text }, readings];
}

type Verdict = 'accepted' | 'missing' | 'no answer';

function verdictOn({ from, isType }: Reading, errors: readonly Diagnostic[]): Verdict {
  const early = errors.filter(({ start }) => start < from);
  if (isType && early.length > 0 && early.every(({ code }) => needsArguments.has(code))) return 'accepted';
  if (early.length > 0) return 'no answer';
  if (errors.some(({ code }) => noMember.has(code))) return 'missing';
  return errors.every(({ code }) => thereAllTheSame.has(code) || needsArguments.has(code)) ? 'accepted' : 'no answer';
}

/** The name of a chain that the compiler does not find, by where its error stands. */
function missingName({ question, from }: Reading, errors: readonly Diagnostic[]): number {
  const { rest } = question.chain;
  const at = errors.find(({ start, code }) => start >= from && noMember.has(code))?.start ?? from;
  let offset = from;
  for (const [index, name] of rest.entries()) {
    offset += name.length + 1;
    if (at < offset) return index;
  }
  return rest.length - 1;
}

/**
 * Resolves chains with the compiler: every way to read one is a line of a program in memory. A chain is wrong when no reading
 * is accepted and at least one says that a name behind the root is missing.
 */
export function resolveChains(
  compiler: Compiler,
  root: string,
  options: Readonly<Record<string, unknown>>,
  questions: readonly Question[],
): ReadonlyMap<Question, Resolution> {
  const byModule = new Map<string, Question[]>();
  for (const question of questions) {
    const modules = new Set(question.roots.flatMap(modulesOf));
    for (const module of modules) byModule.set(module, [...(byModule.get(module) ?? []), question]);
  }
  const drafts = [...byModule].map(([module, asked], index) => draftFile(root, index, module, asked));
  const program = compiler.open({ name: 'references', directory: root, options, files: drafts.map(([file]) => file) });

  const found = new Map<Question, Resolution>(questions.map((question) => [question, { state: 'unknown' }]));
  for (const [file, readings] of drafts) {
    const errors = program.semanticErrors(file.path);
    // When the module itself is not understood, nothing that is said of its members is known.
    if (errors.some(({ start }) => start < readings[0]!.start)) continue;
    for (const reading of readings) {
      const { question, start, end } = reading;
      const known = found.get(question)!;
      if (known.state === 'resolved') continue;
      const own = errors.filter((error) => error.start >= start && error.start < end);
      const verdict = verdictOn(reading, own);
      if (verdict === 'accepted') found.set(question, { state: 'resolved' });
      else if (verdict === 'missing') {
        const { root: name, rest } = question.chain;
        const index = missingName(reading, own);
        const deeper = known.state === 'missing' ? known.owner.split('.').length - 1 : -1;
        if (index > deeper) {
          found.set(question, {
            state: 'missing',
            owner: [name, ...rest.slice(0, index)].join('.'),
            name: rest[index]!,
          });
        }
      }
    }
  }
  return found;
}
