import type { Location, SourceText } from '../workspace/source-text.ts';

const context = 1;
const longest = 160;
const tabWidth = 2;

/** Made when a line is drawn first: it takes as long as reading a small repository. */
let segmenter: Intl.Segmenter | undefined;

/** The columns of a terminal that a text takes: wide characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    if (/\p{Extended_Pictographic}/u.test(segment)) width += 2;
    else if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(segment)) width += 0;
    else
      width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        segment,
      )
        ? 2
        : 1;
  }
  return width;
}

/** A text that a terminal shows as it is: tabs become spaces, and characters that control a terminal become visible. */
export function printable(text: string): string {
  return (
    text
      .replace(/\t/g, ' '.repeat(tabWidth))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach a terminal.
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD')
  );
}

/** What a frame is drawn with. */
export interface FrameStyle {
  gutter(text: string): string;
  mark(text: string): string;
}

/** The lines around a place, with the place underlined. A long line is cut around it. */
export function codeFrame(source: SourceText, location: Location, style: FrameStyle): string[] {
  const { line, column, endLine, endColumn } = location;
  const first = Math.max(1, line - context);
  const last = Math.min(source.lineCount, line + context);
  const width = String(last).length;
  const text = source.line(line);
  const end = endLine === line ? Math.max(endColumn, column + 1) : text.length + 1;
  const shift = text.length > longest ? Math.max(0, column - 1 - Math.floor(longest / 3)) : 0;
  const cut = (full: string): string => {
    const part = full.slice(shift, shift + longest);
    return `${shift > 0 && full.length > 0 ? '…' : ''}${part}${full.length > shift + longest ? '…' : ''}`;
  };
  const lines: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const full = source.line(number);
    if (number !== line && full.trim() === '') continue;
    const pointer = number === line ? '>' : ' ';
    lines.push(`${style.gutter(`${pointer} ${String(number).padStart(width)} │`)} ${printable(cut(full))}`);
    if (number !== line) continue;
    const before = printable(`${shift > 0 ? '…' : ''}${text.slice(shift, column - 1)}`);
    const marked = printable(text.slice(column - 1, Math.min(end - 1, shift + longest)));
    const underline = '~'.repeat(Math.max(1, displayWidth(marked)));
    lines.push(
      `${style.gutter(`  ${' '.repeat(width)} │`)} ${' '.repeat(displayWidth(before))}${style.mark(underline)}`,
    );
  }
  return lines;
}
