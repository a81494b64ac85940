const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/**
 * Replaces what stands for left-out code (`...`, `…`) by blanks, so that the rest can still be checked and every offset
 * stays. A spread or a rest keeps its dots.
 */
export function withoutElisions(body: string): string {
  return body
    .replace(/(?<![.\w]|\/\/.*)\.{3,}(?![ \t]*[\w$([{'"`.])/g, blank)
    .replace(/^[ \t]*\.{1,2}[ \t]*$/gm, blank)
    .replace(/(?<=[,(]\s*)\.\.(?=\s*[),])/g, blank)
    .replace(/(?<=\{\s*)(['"`])(?:\.{3}|…)\1(?=\s*\})/g, blank)
    .replace(/…/g, blank);
}

/** What a value or a type is wanted behind. */
const opening = String.raw`[=(,:&|?>[!]|\b(?:return|extends|as|await)`;
/** A comment, a phrase in angle brackets, or dots. */
const meaning = String.raw`/\*+[^*\n]*[\p{L}.][^*\n]*\*+/|<\p{L}+(?:[- _]\p{L}+)+>|\.{3}|…`;
/** What says which value or type is meant, where one is wanted: `seed: <the seed>`. */
const hole = new RegExp(
  String.raw`(?<=(?:${opening})\s*)(?:${meaning})(?=\s*[;,)\]}:&|?])|(?<=(?:${opening})[ \t]*)(?:${meaning})(?=[ \t]*$)|(?<=(?:[=:]|=>)[ \t]*)//.*(?=\n\s*[)\]},;])`,
  'gmu',
);

/** Puts a name that nothing declares where a block only says which value or type it means. Every offset stays. */
export function withFilledHoles(body: string): string {
  return body.replace(hole, (text) => '_'.padEnd(text.length));
}

/** The end of a line behind which an element is a part of what the line begins. */
const expectsValue = /(?:[({[=,?:&|]|=>|\b(?:return|default))$/;

/** Ends the statement before each line that begins with JSX, as a reader does who sees two things shown one after the other. */
export function withEndedStatements(body: string): string {
  const lines = body.split('\n');
  const breaks = lines.map(() => '\n');
  let code = '';
  let comment: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (/^\s*<[A-Za-z>]/.test(line) && code !== '' && !expectsValue.test(code)) {
      // A comment above, or else the break between the lines, makes room for the sign.
      if (comment === undefined) breaks[index] = ';';
      else lines[comment] = ';'.padEnd(lines[comment]!.length);
    }
    if (/^\s*\/\//.test(line)) comment = index;
    else if (line.trim() !== '') {
      code = line.trimEnd();
      comment = undefined;
    }
  }
  return lines.map((line, index) => (index === 0 ? line : breaks[index]! + line)).join('');
}

/** Whether a block says that it leaves something out: by dots, or by a comment that is nothing but dots. */
export function isElided(body: string): boolean {
  return (
    body !== withoutElisions(body) ||
    body !== withFilledHoles(body) ||
    /\.{3}[a-z]+ [a-z]+/.test(body) ||
    /(\/\/|\/\*)\s*(\.{2,}|…|etc\b|snip\b|omitted\b|the rest\b|rest of\b|other \w+|more \w+|same as)/i.test(body)
  );
}
