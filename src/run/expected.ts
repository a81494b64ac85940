/** A value as a comment writes it, read as far as it is a literal. `rest` stands for left-out parts. */
export type ExpectedValue =
  | { readonly kind: 'anything' }
  | { readonly kind: 'same'; readonly value: unknown }
  | { readonly kind: 'expression'; readonly source: string; readonly flags: string }
  | { readonly kind: 'list'; readonly items: readonly (ExpectedValue | 'rest')[] }
  | {
      readonly kind: 'object';
      /** The name of the class that stands before the brace. */
      readonly name: string | undefined;
      readonly entries: readonly (readonly [key: string, value: ExpectedValue])[];
      /** Whether other properties may be there too. */
      readonly open: boolean;
    };

/** What became of reading: a value, a literal that breaks off at the end of the text, or no literal at all. */
export type ExpectedReading = ExpectedValue | 'unfinished' | 'no literal';

class Unfinished extends Error {}
class NoLiteral extends Error {}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

const space = /\s*/y;
const elision = /\.\.\.|…/y;
const word = /-?[A-Za-z_$][\w$]*/y;
const number =
  /[-+]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?)n?/y;
const text = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{))*`/y;
const pattern = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/y;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** The string that a literal stands for. */
const unquoted = (literal: string): string =>
  literal
    .slice(1, -1)
    .replace(
      /\\(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|\r?\n|([\s\S]))/g,
      (_, braced, four, two, one) => {
        const code = braced ?? four ?? two;
        if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
        return one === undefined ? '' : (escapes[one] ?? one);
      },
    );

function numberOf(literal: string): number | bigint {
  const digits = literal.replace(/_/g, '').replace(/^\+/, '');
  if (!digits.endsWith('n')) return digits.startsWith('-') ? -Number(digits.slice(1)) : Number(digits);
  if (/[.eE]/.test(digits) && !/^-?0[xX]/.test(digits)) throw new NoLiteral();
  const whole = BigInt(digits.replace(/^-/, '').slice(0, -1));
  return digits.startsWith('-') ? -whole : whole;
}

/**
 * Reads the value that a comment announces: a JavaScript literal, or one as `util.inspect` prints it with the name of a
 * class before the brace. `...` and `…` stand for what is left out: a whole value, items of a list, properties of an object.
 */
export function readExpected(source: string): ExpectedReading {
  let at = 0;
  const take = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = at;
    const match = expression.exec(source);
    if (!match) return undefined;
    at = expression.lastIndex;
    return match;
  };
  const taken = (mark: string): boolean => {
    take(space);
    if (!source.startsWith(mark, at)) return false;
    at += mark.length;
    return true;
  };
  const need = (mark: string): void => {
    if (taken(mark)) return;
    throw at >= source.length ? new Unfinished() : new NoLiteral();
  };
  const leftOut = (): boolean => {
    take(space);
    return take(elision) !== undefined;
  };
  /** Elements up to a closing bracket, separated by commas; the last comma may be left out. */
  const elements = (close: string, element: () => void): void => {
    while (!taken(close)) {
      element();
      if (taken(close)) return;
      need(',');
    }
  };

  const list = (): ExpectedValue => {
    const items: (ExpectedValue | 'rest')[] = [];
    elements(']', () => void items.push(leftOut() ? 'rest' : value()));
    return { kind: 'list', items };
  };
  const object = (name: string | undefined): ExpectedValue => {
    const entries: (readonly [string, ExpectedValue])[] = [];
    let open = false;
    elements('}', () => {
      if (leftOut()) {
        open = true;
        return;
      }
      const quoted = take(text)?.[0];
      const key = quoted === undefined ? (take(word) ?? take(number))?.[0] : unquoted(quoted);
      if (key === undefined) throw at >= source.length ? new Unfinished() : new NoLiteral();
      need(':');
      entries.push([key, value()]);
    });
    return { kind: 'object', name, entries, open };
  };
  const value = (): ExpectedValue => {
    take(space);
    if (at >= source.length) throw new Unfinished();
    if (leftOut()) return { kind: 'anything' };
    if (taken('[')) return list();
    if (taken('{')) return object(undefined);
    const quoted = take(text)?.[0];
    if (quoted !== undefined) return { kind: 'same', value: unquoted(quoted) };
    const digits = take(number)?.[0];
    if (digits !== undefined) return { kind: 'same', value: numberOf(digits) };
    const expression = take(pattern);
    if (expression) return { kind: 'expression', source: expression[1]!, flags: expression[2]! };
    const name = take(word)?.[0];
    if (name === undefined) throw new NoLiteral();
    if (words.has(name)) return { kind: 'same', value: words.get(name) };
    if (taken('{')) return object(name);
    throw new NoLiteral();
  };

  try {
    const read = value();
    taken(';');
    take(space);
    return at === source.length ? read : 'no literal';
  } catch (error) {
    if (error instanceof Unfinished) return 'unfinished';
    if (error instanceof NoLiteral) return 'no literal';
    throw error;
  }
}
