import type { Block } from '../../src/docs/page.ts';

const removedLines = /(?:^|\s)del=(?:\{([^}]*)\}|"([^"]*)")/g;
const removedMark = /\[!code --\]/;
const blank = (line: string): string => line.replace(/[^\r\n]/g, ' ');

/** `+++added+++` and `---taken away---`, within lines and across them, as the docs of Svelte have it. */
const added = /\+\+\+([\s\S]*?)\+\+\+/g;
const takenAway = /---(?!cut|-)[\s\S]*?---(?!-)/g;
/** `/// file: name`, the line above a text that says which file it is. */
const fileLine = /^\/\/\/ file:.*/;

/** What a text with such marks says: every character that stays keeps its offset. */
function withoutInlineMarks(text: string): string {
  const named = text.replace(fileLine, blank);
  if (!/\+\+\+[^+]*\+\+\+/.test(named)) return named;
  return named.replace(takenAway, blank).replace(added, '   $1   ');
}

/** The numbers, from 1, of the lines that the info string marks as taken away. */
function removedIn(meta: string): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const match of meta.matchAll(removedLines)) {
    for (const [, from, to] of (match[1] ?? '').matchAll(/(\d+)(?:-(\d+))?/g)) {
      const last = Math.min(Number(to ?? from), 10_000);
      for (let line = Number(from); line <= last; line += 1) lines.add(line);
    }
  }
  return lines;
}

/**
 * What a block says once its change is made: lines that it marks as taken away are blank, and so is the marker column of a
 * diff. Every character that stays keeps its offset.
 */
export function editedText(block: Block, diff: boolean): string {
  const removed = removedIn(block.meta);
  const text = withoutInlineMarks(block.value);
  if (removed.size === 0 && !diff && !removedMark.test(text)) return text;
  return text
    .split('\n')
    .map((line, index) => {
      if (removed.has(index + 1) || removedMark.test(line) || (diff && line.startsWith('-'))) return blank(line);
      return diff && line.startsWith('+') ? ` ${line.slice(1)}` : line;
    })
    .join('\n');
}
