/** An address that a style sheet loads, and the offset at which its `url(` or its text begins. */
export interface CssAddress {
  readonly target: string;
  readonly offset: number;
}

/** Decodes escapes: a sign after a backslash, or up to six hexadecimal digits. A line end after a backslash is none. */
const unescaped = (text: string): string =>
  text.replace(/\\(?:([\da-f]{1,6})\s?|(\r\n|[\s\S]|$))/gi, (_, code: string | undefined, sign: string) => {
    if (code === undefined) return /[\r\n\f]/.test(sign) ? '' : sign;
    const point = Number.parseInt(code, 16);
    return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
  });

/** What matches at an offset, and nowhere else. */
function matchAt(pattern: RegExp, css: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(css);
}

const token = /\/\*|["']|@[\w-]+|[;{}]|(?<![\w-])url\(\s*/gi;
/** A string, which ends at its line at the latest. */
const quoted = /(["'])((?:\\[\s\S]?|(?!\1)[^\\\n])*)\1?/y;
/** An address without quotes. What is not at its end then makes all of it void. */
const unquoted = /(?:\\(?:[\da-f]{1,6}\s?|[\s\S])?|[^"'()\\\s])+/iy;
const end = /\s*(?:\)|$)/y;

/** Rules whose address is a name, and not loaded. */
const naming = /^@(namespace|(-\w+-)?document)$/;

/**
 * The addresses that a style sheet loads by `url()` and `@import`, in their order. Follows CSS Syntax Level 3
 * (https://www.w3.org/TR/css-syntax-3/) and takes one step for each character, whatever the text is.
 */
export function* addressesInCss(css: string): Generator<CssAddress> {
  let rule = '';
  let at = 0;
  while (true) {
    const found = matchAt(token, css, at);
    if (!found) return;
    const [text] = found;
    const offset = found.index;
    at = token.lastIndex;
    if (text === '/*') {
      const close = css.indexOf('*/', at);
      if (close < 0) return;
      at = close + 2;
    } else if (text.startsWith('@')) {
      rule = text.toLowerCase();
    } else if (/^[;{}]$/.test(text)) {
      rule = '';
    } else if (/^["']$/.test(text)) {
      const string = matchAt(quoted, css, offset)!;
      at = offset + string[0].length;
      if (rule === '@import') yield { target: unescaped(string[2]!), offset };
      rule = '';
    } else {
      const string = matchAt(quoted, css, at);
      const target = string?.[2] ?? matchAt(unquoted, css, at)?.[0] ?? '';
      at += string?.[0].length ?? target.length;
      const isWhole = string !== null || matchAt(end, css, at) !== null;
      if (target !== '' && isWhole && !naming.test(rule)) yield { target: unescaped(target), offset };
      if (rule === '@import') rule = '';
    }
  }
}
