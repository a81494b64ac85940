import type { Program, RunnableStatement, Span } from '../../../src/code/compiler/port.ts';
import { readExpected } from '../../../src/run/expected.ts';
import type { Expectation } from '../../../src/run/port.ts';
import { watcherName } from '../../../src/run/worker/watch.ts';
import { textOf, type UnitFile } from '../unit.ts';
import { insertion, type TextEdit } from './edits.ts';

/** An expectation with its place in the text of its file. */
export interface PlacedExpectation extends Expectation {
  readonly span: Span;
}

/** What is expected in a file, and the edits that let the watcher see it. */
export interface FileExpectations {
  readonly expectations: readonly PlacedExpectation[];
  readonly edits: readonly TextEdit[];
  /** Comments that say what a value is where no statement has one. */
  readonly loose: readonly Span[];
}

/** A comment that says what the code beside it gives or throws. */
interface Announcement {
  readonly kind: 'value' | 'throws';
  readonly text: string;
  readonly span: Span;
}

const comment = /\/\/[ \t]*(?:(=>)[ \t]*)?([^\r\n]*)/y;
const throwing = /^[Tt]hrows?\b[ \t]*([A-Z][\w$.]*(?:[ \t]*:[ \t]*\S.*)?)?[ \t]*$/;
const moreComment = /\r?\n[ \t]*\/\/(?![ \t]*=>)[ \t]?([^\r\n]*)/y;

/** Reads the comment at an offset; `undefined` when it announces nothing. */
function readComment(text: string, at: number): Announcement | undefined {
  comment.lastIndex = at;
  const match = comment.exec(text);
  if (!match) return undefined;
  const [whole, arrow, content = ''] = match;
  const said = content.trimEnd();
  const end = at + whole.length - (content.length - said.length);
  const thrown = throwing.exec(said);
  if (thrown) {
    const name = thrown[1] ?? '';
    const start = name === '' ? end - said.length : end - said.length + said.indexOf(name);
    return { kind: 'throws', text: name, span: { start, end } };
  }
  if (arrow === undefined || said === '') return undefined;
  const start = end - said.length;
  // A value that breaks off at the end of a line goes on in the comments below.
  let wholeSaid = said;
  for (let next = end; readExpected(wholeSaid) === 'unfinished'; ) {
    moreComment.lastIndex = next;
    const more = moreComment.exec(text);
    if (!more) break;
    next += more[0].length;
    wholeSaid += `\n${more[1]!.trimEnd()}`;
    if (readExpected(wholeSaid) !== 'unfinished') return { kind: 'value', text: wholeSaid, span: { start, end: next } };
  }
  return { kind: 'value', text: said, span: { start, end } };
}

/** The comment that speaks of a statement: behind it on its last line, or at the beginning of the next line. */
function commentOn(text: string, { end }: Span): Announcement | undefined {
  const gap = /[ \t]*;?[ \t]*/y;
  gap.lastIndex = end;
  const behind = end + gap.exec(text)![0].length;
  if (text.startsWith('//', behind)) return readComment(text, behind);
  const below = /\r?\n[ \t]*(?=\/\/)/y;
  below.lastIndex = behind;
  const match = below.exec(text);
  return match ? readComment(text, behind + match[0].length) : undefined;
}

/** Lets the watcher see the value of a statement. */
function watchValue({ kind, value, printed }: RunnableStatement, id: number): TextEdit[] {
  if (kind === 'print' && printed) {
    return [insertion(printed.start, `...${watcherName}.printed(${id}, [`), insertion(printed.end, '])')];
  }
  return [insertion(value.start, `${watcherName}.value(${id}, (`), insertion(value.end, '))')];
}

/** Lets the watcher run a statement that should throw. */
function watchThrow({ kind, value, suspends, start, end }: RunnableStatement, id: number): TextEdit[] {
  const call =
    suspends === 'await'
      ? `await ${watcherName}.throwsLater(${id}, async () => `
      : `${watcherName}.throws(${id}, () => `;
  if (kind === 'throw') return [insertion(start, `${call}{ `), insertion(end, ' });')];
  return [insertion(value.start, `${call}(`), insertion(value.end, '))')];
}

const looseComment = /(?:^|[;,)}\]])[ \t]*(\/\/[ \t]*=>[ \t]*\S[^\r\n]*)/gm;

/**
 * Finds the comments of a file that say what a value is, or that something is thrown, and prepares the code so that the
 * watcher sees it. The code gets longer within its lines, and no line moves.
 */
export function findExpectations(program: Program, file: UnitFile, nextId: () => number): FileExpectations {
  const text = textOf(file);
  const expectations: PlacedExpectation[] = [];
  const edits: TextEdit[] = [];
  const known = new Set<number>();
  // Of statements that end at one place the innermost is meant: it begins last.
  for (const statement of [...program.runnableStatementsOf(file.path)].reverse()) {
    const said = commentOn(text, statement);
    if (!said || known.has(said.span.start)) continue;
    if (said.kind === 'throws' && (statement.suspends === 'yield' || statement.kind === 'return')) continue;
    if (said.kind === 'value' && statement.kind === 'throw') continue;
    known.add(said.span.start);
    const id = nextId();
    const kind = said.kind === 'value' && statement.kind === 'print' ? 'printed' : said.kind;
    expectations.push({ id, kind, text: said.text, span: said.span });
    edits.push(...(said.kind === 'throws' ? watchThrow(statement, id) : watchValue(statement, id)));
  }
  const loose: Span[] = [];
  const literals = program.literalSpansOf(file.path);
  for (const match of text.matchAll(looseComment)) {
    const start = match.index + match[0].length - match[1]!.length;
    const end = start + match[1]!.trimEnd().length;
    if (literals.some((literal) => literal.start < start && start < literal.end)) continue;
    if (!expectations.some(({ span }) => span.start >= start && span.start <= end)) loose.push({ start, end });
  }
  return { expectations: expectations.reverse(), edits, loose };
}
