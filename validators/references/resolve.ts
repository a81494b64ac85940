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
  /** Whether what is asked is the members of a type. */
  readonly isOfMembers: boolean;
  /** How many names behind the root belong to what is asked. */
  readonly within: number;
}

// Numbers of https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json
const noMember = new Set([2339, 2551, 2576, 2694, 2724]);
/** The reading needs type arguments, or other ones: what stands there is a type, so that the chain leads somewhere. */
const needsArguments = new Set([2314, 2707]);

/** What may be undefined, is private or is protected is there all the same. */
const thereAllTheSame = new Set([2341, 2445, 2532, 2533, 18047, 18048, 18049]);

/** Every member that any part of a union has, so that an option of one variant counts. */
const allMembers = 'type Members<T> = { [K in T extends unknown ? keyof T : never]: any };\n';

/** The same of a type that may be a text or a number: what is called like it may be a module about those. */
const membersOfAlias =
  'type MembersOfAlias<T> = [T] extends [string | number | bigint | boolean | symbol | null | undefined] ? any : Members<T>;\n';

/** What a class makes, however many type arguments it takes. */
const anInstance = 'type Instance<T> = T extends abstract new (...args: never) => infer R ? R : never;\n';

/** A type may take this many type arguments and still be read. Nothing is said of one that takes more. */
const mostArguments = 5;

type Draft = Pick<Reading, 'isType' | 'isOfMembers' | 'within'> & {
  readonly before: string;
  readonly after: string;
};

const argumentsOf = (count: number): string => (count === 0 ? '' : `<${Array(count).fill('any').join(', ')}>`);

/** The ways to read a chain with a root of one kind: as a value, as what an instance has, as a type in a namespace. */
function draftsFor({ root: written, rest }: Chain, { as, fact }: Root): Draft[] {
  const root = as === '' ? '$' : `$.${as}`;
  const symbol = fact?.details.symbol;
  const path = rest.map((name) => `.${name}`).join('');
  const first = `.${rest[0]}`;
  const value = (before: string): Draft => ({ before, after: path, isType: false, isOfMembers: false, within: 0 });
  const members = (before: string): Draft => ({ ...value(before), after: first, isOfMembers: true });
  const drafts: Draft[] = [
    value(root),
    // What is called as something of the language may be that.
    value(written),
    ...['', '<any>', '<any, any>'].map((args) => ({
      ...members(`(null! as Members<${written}${args}>)`),
      isOfMembers: false,
    })),
    { ...value(`null! as ${root}`), isType: true },
  ];
  const within = rest.length - 1;
  const inner = [root, ...rest.slice(0, within)].join('.');
  for (let count = 0; fact === undefined && within > 0 && count <= mostArguments; count += 1) {
    drafts.push({ ...members(`(null! as Members<${inner}${argumentsOf(count)}>)`), after: `.${rest[within]}`, within });
  }
  if (symbol === 'namespace' || symbol === undefined) return drafts;
  for (let count = 0; count <= mostArguments; count += 1) {
    const args = argumentsOf(count);
    drafts.push(members(`(null! as ${symbol === 'type' ? 'MembersOfAlias' : 'Members'}<${root}${args}>)`));
    // What is private is no key, and there all the same.
    if (symbol === 'class') drafts.push(members(`(null! as ${root}${args})`));
  }
  if (symbol === 'class') drafts.push(members(`(null! as Instance<typeof ${root}>)`));
  if (symbol === 'function' || symbol === 'constant') {
    drafts.push({ ...members(`(null! as Members<NonNullable<Parameters<typeof ${root}>[0]>>)`), isOfMembers: false });
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
  let text = `import * as $ from ${JSON.stringify(specifier)};\n${allMembers}${membersOfAlias}${anInstance}`;
  const readings: Reading[] = [];
  for (const question of questions) {
    for (const named of question.roots) {
      if (!modulesOf(named).includes(module)) continue;
      for (const { before, after, ...draft } of draftsFor(question.chain, named)) {
        const start = text.length;
        text += `void (${before}${after});\n`;
        const from = start + 'void ('.length + before.length;
        readings.push({ question, start, end: text.length, from, ...draft });
      }
    }
  }
  return [{ path: `${root}/docproof.references.${index}.ts`, text }, readings];
}

type Verdict = 'accepted' | 'missing' | 'needs arguments' | 'no answer';

function verdictOn({ from, isType }: Reading, errors: readonly Diagnostic[]): Verdict {
  const early = errors.filter(({ start }) => start < from);
  if (early.length > 0 && early.every(({ code }) => needsArguments.has(code))) {
    return isType ? 'accepted' : 'needs arguments';
  }
  if (early.length > 0) return 'no answer';
  if (errors.some(({ code }) => noMember.has(code))) return 'missing';
  return errors.every(({ code }) => thereAllTheSame.has(code) || needsArguments.has(code)) ? 'accepted' : 'no answer';
}

/** The name of a chain that the compiler does not find, by where its error stands. */
function missingName({ question, from, within }: Reading, errors: readonly Diagnostic[]): number {
  const { rest } = question.chain;
  const at = errors.find(({ start, code }) => start >= from && noMember.has(code))?.start ?? from;
  let offset = from;
  for (const [index, name] of rest.slice(within).entries()) {
    offset += name.length + 1;
    if (at < offset) return within + index;
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
  /** Whether the members of a type were read, or it only takes other arguments than were tried. */
  const members = new Map<Question, 'read' | 'unread'>();
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
      if (reading.isOfMembers && verdict === 'missing') members.set(question, 'read');
      if (reading.isOfMembers && verdict === 'needs arguments' && !members.has(question))
        members.set(question, 'unread');
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
  for (const [question, state] of members) {
    if (state === 'unread' && found.get(question)!.state === 'missing') found.set(question, { state: 'unknown' });
  }
  return found;
}
