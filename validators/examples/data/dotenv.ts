import type { DataReading } from './parsed.ts';

const assignment = /^[ \t]*(?:export[ \t]+)?[\w.-]+(?:[ \t]*=|:[ \t])/;
const openQuote = /^[^=:]*[=:][ \t]*(["'`])/;

/** Reads the lines of an `.env` file: assignments, comments and blank lines. A quoted value may run over several lines. */
export function readDotenv(text: string): DataReading {
  let offset = 0;
  while (offset < text.length) {
    const newline = text.indexOf('\n', offset);
    let end = newline < 0 ? text.length : newline;
    const line = text.slice(offset, end).replace(/\r$/, '');
    const content = line.trim();
    if (content !== '' && !content.startsWith('#')) {
      if (!assignment.test(line)) {
        const start = offset + line.indexOf(content);
        return { fault: { detail: `\`${content}\` is no assignment`, start, end: start + content.length } };
      }
      const quote = openQuote.exec(line);
      if (quote) {
        const open = offset + quote[0].length;
        const close = closingQuote(text, open, quote[1]!);
        // As in the programs that read these files, a quote that nothing closes is a character like any other.
        if (close > end) {
          const after = text.indexOf('\n', close);
          end = after < 0 ? text.length : after;
        }
      }
    }
    offset = end + 1;
  }
  return {};
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}
