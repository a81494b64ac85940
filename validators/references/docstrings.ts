import type { CheckContext } from '../../src/check/validator.ts';
import type { DocumentedSignature, Program, Span } from '../../src/code/compiler/port.ts';
import { type DocTag, readDocLinks, readDocTags } from '../../src/code/docstrings/read.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import { programOptions } from '../../src/code/program-options.ts';
import { sourcesOf } from '../../src/code/sources.ts';
import { nearest } from '../../src/config/nearest.ts';
import { isRecord } from '../../src/workspace/json.ts';
import { createSourceText, type SourceText } from '../../src/workspace/source-text.ts';
import { wordsIn, wordsOfFiles } from '../../src/workspace/words-of-files.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { createLinksElsewhere } from './links-elsewhere.ts';
import { missingLinkTarget } from './missing-link-target.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownReturn } from './unknown-return.ts';
import { unknownThrown } from './unknown-thrown.ts';
import { isWrittenInCode } from './words.ts';

const mayDrift = /@(?:param|arg|argument|returns?|throws|exception)\b|\{@link/;

/** What is compared with a signature. */
const ofSignatures = /@(?:param|arg|argument|returns?)\b/;

/** Comments with one of these are about something else than the declaration behind them, or are taken from elsewhere. */
const ofOthers = /@(?:typedef|callback|overload|inheritdoc|type|template|property|prop)\b/i;

const identifier = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** The parameter that a tag is about: the first part of `options.size`, of `[size=1]` and of `...sizes`. */
const parameterIn = ({ text }: DocTag): string | undefined => {
  const word = /^\[?\s*(?:\.\.\.)?([^\s.[\]=:,-]+)/.exec(text)?.[1]?.replace(/\?$/, '');
  return word !== undefined && identifier.test(word) ? word : undefined;
};

/** What says that nothing is returned. */
const isNothing = ({ type, text }: DocTag): boolean =>
  text === '' ||
  /^(?:void|undefined|never|any|\*)$/.test(type?.name ?? '') ||
  /^\W*(?:nothing|void|undefined|none|never|no\b|n\/a|does not|doesn't)/i.test(text);

/** Judges what doc comments say. */
interface DocstringJudge {
  readonly context: CheckContext;
  readonly text: SourceText;
}

function judgeSignature({ context, text }: DocstringJudge, signature: DocumentedSignature): void {
  const { start, end, own, names, unnamed, returns } = signature;
  const comment = text.text.slice(start, end);
  if (ofOthers.test(comment)) return;
  const tags = readDocTags(comment, start);
  const described = tags.filter(({ tag }) => /^(?:param|arg|argument)$/.test(tag));
  const unknown = described.flatMap((tag) => {
    const name = parameterIn(tag);
    return name === undefined || names.has(name) || name === 'this' ? [] : [{ tag, name }];
  });
  const roots = new Set(unknown.map(({ name }) => name));
  if (roots.size > unnamed) {
    const told = new Set(described.map(parameterIn));
    const untold = own.filter((name) => !told.has(name));
    for (const { tag, name } of unknown) {
      const suggestion = nearest(name, untold) ?? (untold.length === 1 && roots.size === 1 ? untold[0] : undefined);
      context.ask([unknownParameter], { name, own, location: text.locate(tag.start, tag.end), suggestion });
    }
  }
  if (returns) return;
  for (const tag of tags) {
    if (!/^returns?$/.test(tag.tag) || isNothing(tag)) continue;
    context.ask([unknownReturn], { text: tag.text, location: text.locate(tag.start, tag.end) });
  }
}

/** A name that a doc comment gives, with the rule that holds it. Offsets are those of the file. */
interface NamedInComment {
  readonly name: string;
  /** The places of the names that it is a chain of. */
  readonly parts: readonly Span[];
  readonly rule: typeof missingLinkTarget | typeof unknownThrown;
  readonly text: SourceText;
  readonly start: number;
  readonly end: number;
}

const docComment = /\/\*\*(?!\/)[\s\S]*?\*\//g;

const chainForm = /^[\p{L}_$][\p{L}\p{N}_$]*(?:[.#][\p{L}_$][\p{L}\p{N}_$]*)*$/u;

/** The places of the names in a chain that begins at an offset. */
const partsOf = (name: string, offset: number): Span[] =>
  [...name.matchAll(/[^.#]+/g)].map(({ 0: part, index }) => ({
    start: offset + index,
    end: offset + index + part.length,
  }));

function* namesInComments(text: string): Generator<Omit<NamedInComment, 'text'>> {
  for (const { 0: comment, index } of text.matchAll(docComment)) {
    for (const { target, start, end } of readDocLinks(comment, index)) {
      const name = target.replace(/\(\)$/, '');
      // A word in small letters alone may be a page, an anchor or a sentence.
      if (chainForm.test(name)) yield { name, parts: partsOf(name, start), rule: missingLinkTarget, start, end };
    }
    for (const { tag, type, text: rest, start } of readDocTags(comment, index)) {
      if (tag !== 'throws' && tag !== 'exception') continue;
      const name = type?.name ?? /^\p{Lu}[\p{L}\p{N}]*(?:Error|Exception)(?=$|[\s.,:])/u.exec(rest)?.[0];
      if (name === undefined || !chainForm.test(name)) continue;
      const at = type?.start ?? start;
      yield { name, parts: partsOf(name, at), rule: unknownThrown, start: at, end: at + name.length };
    }
  }
}

const allNamesIn = (text: string): readonly Omit<NamedInComment, 'text'>[] => [...namesInComments(text)];

/** The words of a source that stand outside of comments. */
const wordsOutside = (text: string): ReadonlySet<string> =>
  wordsIn(text.replace(docComment, ' ').replace(/^\s*\/\/.*$/gm, ' '));

/** What the code says of names, by its words. */
interface WordsOfCode {
  /** Whether the file of a name has a word outside of comments. */
  isNear(text: SourceText, word: string): boolean;
  /** Whether any file has. Most words stand in the file itself, so that the others are rarely read. */
  isAnywhere(text: SourceText, word: string): boolean;
}

const isCode = (path: string): boolean =>
  isWrittenInCode(path) && /\.(?:[mc]?[jt]sx?|vue|svelte|astro|json)$/.test(path);

function createWordsOfCode({ files }: Workspace): WordsOfCode {
  const words = wordsOfFiles(files, isWrittenInCode);
  const known = new Map<string, boolean>();
  const isNear = ({ file }: SourceText, word: string): boolean => files.made(file, wordsOutside)?.has(word) === true;
  const isSomewhere = (word: string): boolean => {
    if (!words.has(word)) return false;
    for (const path of words.filesWith([word])) {
      if (isCode(path) && files.made(path, wordsOutside)?.has(word)) return true;
    }
    return false;
  };
  return {
    isNear,
    isAnywhere(text, word) {
      if (isNear(text, word)) return true;
      const answer = known.get(word) ?? isSomewhere(word);
      known.set(word, answer);
      return answer;
    },
  };
}

/** The first name of a chain. */
const rootOf = (name: string): string => name.split(/[.#]/)[0]!;

const globals = 'docproof.globals.ts';

// Numbers of https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json
const noSuchName = new Set([2304, 2503, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593]);

/** Of these names, those that the language or its libraries declare. */
function declaredGlobally(program: Program, path: string, names: readonly string[]): ReadonlySet<string> {
  const errors = program.semanticErrors(path).filter(({ code }) => noSuchName.has(code));
  const text = program.textOf(path) ?? '';
  const wrong = new Set(errors.map(({ start }) => text.slice(0, start).split('\n').length));
  // Two lines a name: it may be a type or a value.
  return new Set(names.filter((_, index) => !wrong.has(2 * index + 1) || !wrong.has(2 * index + 2)));
}

const dependenciesOf = (manifest: Readonly<Record<string, unknown>>): string[] =>
  ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) =>
    isRecord(manifest[key]) ? Object.keys(manifest[key]) : [],
  );

/** Holds the doc comments of all sources to the code that they stand before. */
export function judgeDocstrings(context: CheckContext, facts: readonly Fact[]): void {
  const { workspace, compiler } = context;
  const files = workspace.packages
    .filter(({ installed }) => !installed)
    .flatMap((pkg) => sourcesOf(workspace, pkg))
    .filter((file) => mayDrift.test(workspace.files.read(file) ?? ''));
  if (files.length === 0) return;
  const words = createWordsOfCode(workspace);
  const texts = files.map((file) => createSourceText(file, workspace.files.read(file) ?? ''));
  const given = texts.flatMap((text) =>
    (workspace.files.made(text.file, allNamesIn) ?? []).map((one) => ({ ...one, text })),
  );
  const isUnknown = ({ parts, text }: NamedInComment): boolean =>
    parts.some(({ start, end }) => !words.isAnywhere(text, text.text.slice(start, end)));
  const others = new Set(workspace.packages.flatMap(({ manifest }) => dependenciesOf(manifest)));
  /** Whether a link names what another package exports, as TSDoc writes it: `rollup#Plugin`. */
  const isOfPackage = ({ name }: NamedInComment): boolean => others.has(name.split('#')[0]!);
  // A single name may be one of any file, as generators of references look it up. What stands behind a name is the compiler's.
  const isChain = ({ rule, parts }: NamedInComment): boolean => rule === missingLinkTarget && parts.length > 1;
  const chains = given.filter(isChain);
  const unknown = given.filter((one) => !isChain(one) && isUnknown(one));
  const described = texts.filter(({ text }) => ofSignatures.test(text));
  if (described.length === 0 && unknown.length === 0 && chains.length === 0) return;

  const afar = chains.filter(({ name, text }) => !words.isNear(text, rootOf(name)));
  const elsewhere = createLinksElsewhere(context, facts, afar);
  const rootsOf = (names: readonly NamedInComment[]): string[] =>
    [...new Set(names.map(({ name }) => rootOf(name)))].sort();
  const roots = rootsOf([...unknown, ...afar]);
  const path = `${workspace.root}/${globals}`;
  const lines = roots.flatMap((name, index) => [`type T${index} = ${name};`, `void ${name};`]);
  const program = compiler.open({
    name: 'docstrings',
    directory: workspace.root,
    options: programOptions(context),
    files: [
      ...(roots.length === 0 ? [] : [{ path, text: `${lines.join('\n')}\nexport {};\n` }]),
      ...(elsewhere.file === undefined ? [] : [elsewhere.file]),
    ],
    ambient: [...new Set([...described, ...chains.map(({ text }) => text)])].map(
      ({ file }) => `${workspace.root}/${file}`,
    ),
  });
  for (const text of described) {
    const signatures = program.documentedSignaturesOf(`${workspace.root}/${text.file}`);
    for (const signature of signatures) judgeSignature({ context, text }, signature);
  }
  for (const [text, links] of Map.groupBy(chains, (one) => one.text)) {
    const resolutions = program.linksOf(
      `${workspace.root}/${text.file}`,
      links.map(({ parts }) => ({ names: parts })),
    );
    for (const [index, link] of links.entries()) {
      const own = resolutions[index]!;
      const resolution = own.state === 'unscoped' ? elsewhere.resolve(program, link.name) : own;
      if (resolution.state === 'missing') judgeLink(context, facts, link, resolution.index);
      else if (resolution.state === 'unscoped' && isUnknown(link) && !isOfPackage(link)) unknown.push(link);
    }
  }
  const known = roots.length === 0 ? new Set<string>() : declaredGlobally(program, path, roots);
  const publicNames = facts.filter(({ kind }) => kind === 'exports').map(({ name }) => name);
  for (const { name, rule, text, start, end } of unknown) {
    if (known.has(rootOf(name))) continue;
    context.ask([rule], { name, location: text.locate(start, end), suggestion: nearest(name, publicNames) });
  }
}

/** Tells of a link of which the beginning is known and a name behind it is not. */
function judgeLink(
  context: CheckContext,
  facts: readonly Fact[],
  { name, parts, text, start, end }: NamedInComment,
  index: number,
): void {
  const missing = text.text.slice(parts[index]!.start, parts[index]!.end);
  const owner = text.text.slice(parts[0]!.start, parts[index - 1]!.end);
  const members = facts
    .filter((fact) => fact.name.startsWith(`${owner}.`))
    .map((fact) => fact.name.slice(owner.length + 1));
  const suggestion = nearest(missing, members);
  context.ask([missingLinkTarget], { name, owner, missing, location: text.locate(start, end), suggestion });
}
