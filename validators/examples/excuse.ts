import type { Level } from '../../src/check/rule.ts';
import type { Diagnostic } from '../../src/code/compiler/port.ts';
import type { Block } from '../../src/docs/page.ts';
import type { Location } from '../../src/workspace/source-text.ts';
import type { JudgedDiagnostic } from './judged.ts';
import { isElided } from './left-out.ts';
import { twoslashFlags } from './twoslash.ts';
import type { Unit } from './unit.ts';

const announcement =
  /❌|✗|✘|⛔|🚫|\b(\w*errors?|throws?|fails?|failed|wrong|bad|invalid|incorrect|illegal|mistake|broken|don'?t|do not|never do|not allowed|not assignable|will not|won'?t|doesn'?t|does not|no longer|isn'?t|can'?t|cannot|previously|before|old|deprecated|removed|legacy|ts\(\d+\)|ts\d{4})\b|@ts-(ignore|expect-error)/i;

const comment = /^\s*(\/\/|\/\*|\*|<!--|#|\{\/\*)/;
const trailingComment = /(\/\/|\/\*)(.*)$/;

/** A comment that shows a result announces a failure only when the result is one: `// => ZodError`. */
function announces(text: string): boolean {
  const result = /^\s*(?:\/\/|\/\*)?\s*(?:=>|->|→|-->)\s*(.*)$/.exec(text)?.[1];
  return result === undefined
    ? announcement.test(text)
    : /^[\s"'`]*(\w*(Error|Exception)\b|error\b|throws\b|fails\b|never\b)/i.test(result);
}

/** The codes that `@error` or a flag of Twoslash announces for a block; empty when it announces none. */
export function announcedCodes(block: Block): ReadonlySet<number> {
  const marked = block.markers.filter(({ name }) => name === 'error').map(({ value }) => value ?? '');
  const codes = marked.flatMap((text) => text.match(/\d+/g) ?? []).map(Number);
  return new Set([...codes, ...twoslashFlags(block.value).errors]);
}

/** Whether a block says that whatever is wrong with it is to be left out. */
export function isSkipped(block: Block): boolean {
  return block.markers.some(({ name }) => name === 'skip') || twoslashFlags(block.value).noErrors;
}

/** Whether a block asks for everything that the compiler says, whatever the level. */
export function demandsAll(block: Block): boolean {
  return block.markers.some(({ name }) => name === 'check' || name === 'error');
}

/** Whether every error of a block counts, whatever it proves. */
export const countsAll = (level: Level, block: Block): boolean => level === 'strict' || demandsAll(block);

/** Makes the test of whether a block excuses an error at some place of it: then it is not reported, whatever it proves. */
export function createExcuse(
  level: Level,
  { block, javascript }: Pick<Unit, 'block' | 'javascript'>,
): (diagnostic: Diagnostic, location: Location) => boolean {
  if (isSkipped(block)) return () => true;
  const codes = announcedCodes(block);
  const counts = countsAll(level, block);
  const lineInBlock = (line: number): number => line - block.line - 1;
  return (diagnostic, location) => {
    if (codes.has(diagnostic.code)) return true;
    if (counts) return false;
    const first = lineInBlock(location.line);
    return (
      isAnnouncedFailure(block, first) ||
      isLabelledWrong(block, first, lineInBlock(location.endLine)) ||
      isLeftOut(block, first, diagnostic) ||
      (javascript && isUntyped(block, first, diagnostic))
    );
  };
}

/** The errors of a block that are to be reported: at level `drift` those that prove something and that nothing excuses. */
export function unexcused(level: Level, block: Block, all: readonly JudgedDiagnostic[]): JudgedDiagnostic[] {
  const counts = countsAll(level, block);
  return all.filter(({ excused, verdict }) => !excused && (counts || verdict.kind !== 'other'));
}

/** Whether the line of a block, or a comment that speaks of it, says that it is meant to fail. */
function isAnnouncedFailure(block: Block, line: number): boolean {
  const lines = block.value.split('\n');
  const own = trailingComment.exec(lines[line] ?? '')?.[2];
  if (own !== undefined && announces(own)) return true;
  // The comment right above it, and one that heads the block.
  for (let above = line - 1; above >= 0; above -= 1) {
    const text = lines[above] ?? '';
    if (/^\s*try\s*\{\s*$/.test(text)) continue;
    if (!comment.test(text)) break;
    if (announcement.test(text)) return true;
  }
  const below = lines[line + 1] ?? '';
  // `^?` asks for a type, and says nothing of an error.
  if (comment.test(below) && (/\^(?!\?)/.test(below) || announces(below))) return true;
  if (isAnnouncedWithin(lines.slice(line))) return true;
  const first = lines.find((text) => text.trim() !== '') ?? '';
  return comment.test(first) && announcement.test(first);
}

const announcedMistake =
  /❌|✗|✘|⛔|🚫|\b(?:mistake|will (?:fail|error)|type error|(?:fails?|not) to (?:pass|type)|does not (?:compile|type))\b/i;

/** Whether a comment inside what the first of these lines opens says that it is a mistake. */
function isAnnouncedWithin(lines: readonly string[]): boolean {
  let depth = 0;
  for (const [index, text] of lines.entries()) {
    if (index > 0 && announcedMistake.test(trailingComment.exec(text)?.[2] ?? '')) return true;
    depth += (text.match(/[([{]/g)?.length ?? 0) - (text.match(/[)\]}]/g)?.length ?? 0);
    if (depth <= 0) return false;
  }
  return false;
}

/** Whether a line within an error's range is labelled as the wrong one, as in a list of rights and wrongs. */
function isLabelledWrong(block: Block, first: number, last: number): boolean {
  return block.value
    .split('\n')
    .slice(first, last + 1)
    .some((text) => /(\/\/|\/\*).*(❌|✗|✘|⛔|🚫)/.test(text));
}

/** Diagnostics that say that something is missing: an argument, a property. */
const somethingMissing = new Set([2554, 2555, 2739, 2740, 2741, 2769, 2345, 2322, 2339, 2344, 2559]);

/** `null: "ignore" | "throw"` lists the values that an option takes. */
const listOfValues = /:\s*(?:(['"])[^'"]*\1|\d+|true|false|null)\s*\|\s*(['"\d]|true|false|null)/;

/** Values that stand for any value. */
const metasyntactic = /^Argument of type '"(?:foo|bar|baz|qux)"'/;

/** Types that a snippet has only because it leaves out what would give better ones. */
const unfinished: readonly RegExp[] = [
  // A function whose body or return is left out.
  /(?:Type|=>) '?(?:void|Promise<void>)'? is not assignable/,
  // What would say which values are taken stands elsewhere, such as a validator or a declaration that extends a type.
  /(?:parameter of type|to type) '(?:keyof \w+|never|undefined)'/,
  // A literal, or a type argument, without its content.
  /(?:Argument of type|Type|on type) '\{\}'/,
  // Something of which the compiler knows nothing takes part.
  /^[^\n]*'[^'\n]*\bany\b[^'\n]*'/,
  // A value that may be undefined is not checked in prose.
  /Type '(?:undefined|null)' is not assignable to type/,
  /\| (?:undefined|null)' is not assignable to/,
];

/** What only types say, and JavaScript does without being told. */
const untyped: readonly RegExp[] = [
  // A member of some of the types that a value may have.
  /^Property '([^']+)' does not exist on type .*\n\s*Property '\1' does not exist on type /,
  // A string that is no literal any more, as a property of a variable is.
  /(?:Type|type) 'string' is not assignable to (?:parameter of )?type '(?!string|number|boolean|bigint|object|Function)[^']*'/,
  // One literal for another, as in `error.name = 'MyError'`, or a symbol that stands for a value.
  /Type '"[^"]*"' is not assignable to type '"[^"|]*"'/,
  /Type 'unique symbol' is not assignable/,
];

/** Whether JavaScript does without complaint what types would not let pass. */
function isUntyped(block: Block, line: number, { message }: Diagnostic): boolean {
  if (untyped.some((pattern) => pattern.test(message))) return true;
  // What is given to an object is a member of it from then on.
  const member = /^Property '([\w$]+)' does not exist/.exec(message)?.[1];
  const text = block.value.split('\n')[line] ?? '';
  return member !== undefined && new RegExp(`\\.${member.replaceAll('$', '\\$')}\\s*=(?![=>])`).test(text);
}

/**
 * Whether an error comes from what a snippet leaves out on purpose: a call without arguments stands for the function, and
 * a literal with `// ...` in it has more properties than it shows.
 */
function isLeftOut(block: Block, line: number, { code, message }: Diagnostic): boolean {
  if (!somethingMissing.has(code)) return false;
  if ((code === 2554 || code === 2555) && /\b0\.?$/.test(message.split('\n')[0]!)) return true;
  if (metasyntactic.test(message)) return true;
  if (unfinished.some((pattern) => pattern.test(message))) return true;
  if (listOfValues.test(block.value.split('\n')[line] ?? '')) return true;
  const missing =
    code === 2739 || code === 2740 || code === 2741 || code === 2554 || code === 2555 || /missing/.test(message);
  return missing && isElided(block.value);
}
