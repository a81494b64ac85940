import type { Program, VirtualFile } from '../../src/code/compiler/port.ts';
import { withEndedStatements, withFilledHoles, withoutElisions } from './left-out.ts';
import type { Unit, UnitFile } from './unit.ts';

/** Text around a fragment that makes it a whole. */
interface Frame {
  readonly before: string;
  readonly after: string;
}

/**
 * What a snippet can be a part of, the strictest first: a value, a list of properties, the members of a class, of a type,
 * the declaration of a function, a type, JSX, the body of a function, the rest of a call chain.
 */
const frames: readonly Frame[] = [
  { before: '(', after: '\n)' },
  { before: '({', after: '\n})' },
  { before: 'class _ {', after: '\n}' },
  { before: 'class _ {', after: '\n_() {} }' },
  { before: '', after: '\nclass _ {}' },
  { before: 'interface _ {', after: '\n}' },
  { before: 'declare function ', after: '' },
  { before: 'type _ =', after: '' },
  { before: 'async function* _() {', after: '\n}' },
  { before: '_', after: '' },
  { before: '[', after: '\n]' },
  { before: 'switch (0 as any) {', after: '\n}' },
];
/** What a list of attributes is a part of. */
const attributesFrame: Frame = { before: '<_ ', after: '\n/>' };
const ending = (after: string): Frame => ({ before: '', after });
/** Ends of a block that breaks off behind an opening bracket, as one does that shows only the head of a declaration. */
const closings: readonly Frame[] = ['\n}', '\n})', '\n]', '\n)', '\n}\n}', '\n})\n}'].map(ending);
const breaksOff = /[{([]\s*$/;
/** The head of a type, without what it is: `type Box<Item, Lid = none>`. */
const typeHead = /^(?:export\s+)?type\s+\w+\s*<[\s\S]*>\s*;?\s*$/;
const typeBody: Frame = { before: '', after: '\n= unknown;' };
/** Ends of a block that breaks off behind the arrow of a function. */
const bodies: readonly Frame[] = ['\n{}', '\n{})', '\n{}))'].map(ending);
const breaksOffBehindArrow = /=>\s*$/;
const generator: Frame = { before: 'async function* _() {', after: '\n}' };
const jsxFrame: Frame = { before: '<>', after: '\n</>' };

/** What TypeDoc writes above a signature. Its notation is not always TypeScript: `optional name: string;`. */
const writtenByTypeDoc = /^(?:#+ )?Defined in:/m;

const commandLine = /^\s*(?:\$ |(?:npm|npx|pnpm|yarn|bun|deno|node|zx) [^=(]*$|\/\/|$)/;
const componentFile = /^<(?:script|template|style)\b/;
/** An attribute as templates of Vue have it: `:to="link"`. */
const templateAttribute = /^\s*<\w.*\s[:@#][\w.:-]+="/m;
/** An opening tag over several lines, and nothing else. */
const tagAlone = /^<\w[^<]*[^<=/]>$/;
const openingTag = /^(\s*)<(\w[\w.]*)(?:\s.*)?(?<![/=])>$/;

/** Whether a block that says it is a script is nothing but commands, or a part of a file of another kind. */
function isOtherLanguage(body: string): boolean {
  const text = body.trim();
  if (tagAlone.test(text) && !/<\/|\/>/.test(text)) return true;
  if (componentFile.test(text) || templateAttribute.test(text)) return true;
  return text.split('\n').every((line) => commandLine.test(line));
}

/** Whether a block shows an element by its opening tag alone: nothing stands in it, and nothing closes it. */
function showsOpeningTag(body: string): boolean {
  const lines = body.split('\n').map((line) => line.trimEnd());
  return lines.some((line, index) => {
    const [, indent = '', name] = openingTag.exec(line) ?? [];
    if (name === undefined) return false;
    const next = lines.slice(index + 1).find((one) => one !== '') ?? '';
    return next.search(/\S|$/) <= indent.length && !lines.slice(index).some((one) => one.includes(`</${name}>`));
  });
}

/** A signature whose parameters have types and no names. */
const isOfTypesAlone =
  /^\s*(?:export\s+)?(?:(?:declare\s+)?function\s+\w+\([A-Z]\w*(?:\[\]|<[^()]*>)*(?:, *[A-Z]\w*(?:\[\]|<[^()]*>)*)*\)\s*:|type\s+\w+\s*=\s*(?:[A-Z]\w*|\([A-Z]\w*(?:\[\]|<[^()]*>)+\))\s*=>)/;

/** Notation that no compiler takes, but that every reader knows: a signature written as a call, or a drawing. */
function isNotation(unit: Unit, program: Program): boolean {
  if (writtenByTypeDoc.test(unit.page.source.text)) return true;
  if (isOtherLanguage(unit.block.value) || showsOpeningTag(unit.block.value)) return true;
  return unit.files.some((file) =>
    program.syntaxErrors(file.path).some(({ start, code }) => {
      const body = file.body;
      const at = start - file.prefix.length;
      const end = body.indexOf('\n', at);
      const line = body.slice(body.lastIndexOf('\n', at - 1) + 1, end < 0 ? body.length : end);
      // `fn(Type[]): Result;` and `type Run = (Type<A>) => Result;`: parameters by their types alone.
      if (isOfTypesAlone.test(line)) return true;
      // `fn(name, other?: Type)`: no call has a parameter that may be left out.
      if (/[\w$][(,][^'"`]*\b[\w$]+\?\s*(?:[:,)]|$)/.test(line) && !/\bfunction\b|=>/.test(line)) return true;
      if (/^\s*(import|export|class|const|let|var)\b/.test(line)) return false;
      // `fn(name: Type, other?: Type): Result`: the error is at the colon or question mark of a parameter.
      if (/^[?:]/.test(body.slice(at)) && /[\w$)\]}>"']\s*$/.test(body.slice(0, at))) return true;
      // `onClick={(event) => {`: an attribute below statements. `[pattern ,] fn`: an argument that may be left out.
      if (/^\s*[a-zA-Z][\w-]*=\{[([]/.test(line) || /\[\w+\s*,\s*\]\s*[\w$]/.test(line)) return true;
      // `This is <Name>prose</Name>`, as MDX has it below a component.
      if (/^[A-Z]\w*(?: \w+)* <[A-Z]/.test(line)) return true;
      // `TInput extends string`: a parameter of a type alone.
      if (/^[A-Z]\w* extends [\w$]/.test(line)) return true;
      // `logger() -> handler`, and what a console prints of an instance: `[ User { id: 1 } ]`.
      if (/(?<![-<])->(?!>)/.test(line) || /(?:^|[[,(])\s*[A-Z]\w*(?:\(\d+\))?\s*\{\s*['"\w]+:/.test(line)) return true;
      // `users: () => User[];`, a list of members; `root { ssr: true }`, a drawing of what holds what.
      if (/^\s*\w+\??: *\(.*\) *=> *\w+\[\];?$/.test(line) || /^\s*[$\w]+ \{ *\w+: [^{}]*\}$/.test(line)) return true;
      // `name: string;` where a value is wanted, and a member of a class below one.
      if (
        /^\s*\w+\??: *(?:string|number|boolean|any|unknown|object|void|Function|null|\(.*\) *=>)\b[^'"`]*;$/.test(
          line.replace(/\s*\/\/.*$/, ''),
        )
      )
        return true;
      if (code === 1146 && /^\s*@\w+/m.test(line) && /^\s*[\w$]+[!?]?\s*[:=;]/.test(body.slice(end + 1))) return true;
      // A member of a class below statements, and an object that stands by itself.
      if (/^\s*(?:readonly|private|protected|public|static|@\w+)\b/.test(line)) return true;
      if (/^\{\s*\n\s*[\w$]+:/m.test(body)) return true;
      // What a call is turned into: SQL, or a part of a template.
      if (/^\s*(?:select .+ from|insert into \w|update \S+ set|delete from|create table) /i.test(`${line} `))
        return true;
      if (/^\s*\$\{/.test(line)) return true;
      // Invalid character: arrows, boxes and ticks of an output.
      if (code === 1127 && /[^\x20-\x7e\s]/.test(body.slice(at, at + 1))) return true;
      return false;
    }),
  );
}

/** What became of a block that does not parse as it stands. */
export type FragmentVerdict = 'framed' | 'notation' | 'broken';

/** What came of looking for the wholes that blocks are a part of. */
export interface Framing {
  readonly verdicts: ReadonlyMap<Unit, FragmentVerdict>;
  /** A program that knows the names of each block as it is now. What is wrong with framed blocks it cannot tell. */
  readonly program: Program;
}

/** A program in which the text of some files stands at other paths, for questions about the names of a file. */
const namesFrom = (program: Program, places: ReadonlyMap<string, string>): Program => ({
  ...program,
  willAsk: (question, paths, names) =>
    program.willAsk(
      question,
      paths.map((path) => places.get(path) ?? path),
      names,
    ),
  freeNamesOf: (path) => program.freeNamesOf(places.get(path) ?? path),
  declarationsOf: (path) => program.declarationsOf(places.get(path) ?? path),
});

/**
 * Looks for a whole that each unparseable block can be a part of, and frames the block with it. Every try of every block
 * is a file of one program, so that looking costs one compilation.
 */
export function frameFragments(
  units: readonly Unit[],
  program: Program,
  open: (extra: readonly VirtualFile[]) => Program,
): Framing {
  const verdicts = new Map<Unit, FragmentVerdict>();
  const tries = new Map<
    Unit,
    { readonly file: UnitFile; readonly body: string; readonly frame: Frame; readonly path: string }[]
  >();
  for (const unit of units) {
    verdicts.set(unit, isNotation(unit, program) ? 'notation' : 'broken');
    const file = unit.files[0]!;
    if (unit.files.length > 1) continue;
    const filled = withFilledHoles(file.body);
    const blanked = withoutElisions(file.body);
    // Where a change is marked line by line, what is marked as taken away may be a part of what stays.
    const unmarked = unit.block.value.length === file.body.length ? unit.block.value : file.body;
    const texts = [
      ...new Set([file.body, unmarked, filled, blanked, withoutElisions(filled), withEndedStatements(blanked)]),
    ];
    const whole: Frame = { before: '', after: '' };
    const dot = file.path.lastIndexOf('.');
    const own = file.path.slice(dot);
    const withJsx = unit.javascript ? '.jsx' : '.tsx';
    // JSX in a block that says it is `ts`: the reader is not misled.
    const extensions = /^\.[jt]s$/.test(own) && /<[A-Za-z>]/.test(file.body) ? [own, withJsx] : [own];
    const choices = texts.flatMap((body) =>
      extensions.flatMap((extension) =>
        [
          ...(body === file.body && extension === own ? [] : [whole]),
          ...frames,
          ...(breaksOff.test(body) ? closings : []),
          ...(breaksOffBehindArrow.test(body) ? bodies : []),
          ...(typeHead.test(body) ? [typeBody] : []),
          ...(/\.[jt]sx$/.test(extension) && /<\w/.test(body) ? [jsxFrame] : []),
          ...(/\.[jt]sx$/.test(extension) && /^\s*[\w-]+=\{/m.test(body) ? [attributesFrame] : []),
        ].map((frame) => ({ body, frame, extension })),
      ),
    );
    tries.set(
      unit,
      choices.map(({ body, frame, extension }, index) => {
        return { file, body, frame, path: `${file.path.slice(0, dot)}.try${index}${extension}` };
      }),
    );
    // Types in a block that says it is JavaScript: the reader is not misled, and TypeScript can check it.
    if (unit.javascript) {
      const path = file.path.replace(/\.([mc]?)jsx?$/, '.$1tsx').replace(/\.([mc])tsx$/, '.$1ts');
      const typed = [file.body, withEndedStatements(blanked)].map((body, index) => {
        return { file, body, frame: whole, path: path.replace(/(\.[mc]?tsx?)$/, `.typed${index}$1`) };
      });
      tries.get(unit)!.unshift(...typed);
    }
  }
  const all = [...tries.values()].flat();
  if (all.length === 0) return { verdicts, program };
  const pairs = pairsOf(units);
  const trial = open([
    ...all.map(({ path, body, frame }) => ({ path, text: frame.before + body + frame.after })),
    ...pairs.flatMap(({ files }) => files),
  ]);
  const places = new Map<string, string>();
  for (const [unit, candidates] of tries) {
    const fit = candidates.find(({ path }) => trial.syntaxErrors(path).length === 0);
    if (!fit) continue;
    fit.file.body = fit.body;
    fit.file.frame = fit.frame.before;
    fit.file.prefix = fit.frame.before;
    fit.file.suffix = fit.frame.after;
    if (/\.[jt]sx$/.test(fit.path)) fit.file.path = fit.file.path .replace(/\.[jt]s$/, (extension) => `${extension}x`);
    places.set(fit.file.path, fit.path);
    verdicts.set(unit, 'framed');
  }
  for (const { first, second, files } of pairs) {
    if (verdicts.get(first) === 'framed' || verdicts.get(second) === 'framed') continue;
    if (!files.some(({ path }) => trial.syntaxErrors(path).length === 0)) continue;
    for (const unit of [first, second]) verdicts.set(unit, 'notation');
  }
  return { verdicts, program: namesFrom(trial, places) };
}

/** Two blocks of a page that may be the beginning and the end of one text, as files that hold both. */
interface Pair {
  readonly first: Unit;
  readonly second: Unit;
  readonly files: readonly VirtualFile[];
}

/** Pairs each block that does not parse with the next one of its page that does not either: prose may stand between them. */
function pairsOf(units: readonly Unit[]): Pair[] {
  return units.flatMap((first, index): Pair[] => {
    const second = units[index + 1];
    if (second?.page !== first.page || first.files.length + second.files.length > 2) return [];
    const [{ path, body }] = first.files as readonly [UnitFile];
    const text = `${body}\n${second.files[0]!.body}`;
    const dot = path.lastIndexOf('.');
    const extension =
      /^\.[jt]s$/.test(path.slice(dot)) && /<[A-Za-z>]/.test(text) ? `${path.slice(dot)}x` : path.slice(dot);
    const joined = [text, generator.before + text + generator.after];
    const files = joined.map((one, number) => ({
      path: `${path.slice(0, dot)}.joined${number}${extension}`,
      text: one,
    }));
    return [{ first, second, files }];
  });
}

/**
 * Frames each block that yields outside of any function with a generator, which it is a part of. Returns how many there
 * are.
 */
export function frameGenerators(units: readonly Unit[]): number {
  let framed = 0;
  for (const { files } of units) {
    const file = files[0]!;
    if (files.length > 1 || file.frame !== '' || !/^(?:[^/\n]*=\s*)?yield\b/m.test(file.body)) continue;
    if (/^\s*(?:import|export)\b/m.test(file.body)) continue;
    file.frame = generator.before;
    file.prefix = generator.before;
    file.suffix = generator.after;
    framed += 1;
  }
  return framed;
}
