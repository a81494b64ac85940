/**
 * What can be read of an expression in a config without running it. Whatever needs evaluation is `unknown`; an object or
 * array with something spread into it is `open`: it may hold more than it shows.
 */
export type Literal =
  | { readonly kind: 'string'; readonly value: string; readonly start: number; readonly end: number }
  | { readonly kind: 'other'; readonly value: number | boolean | null | undefined }
  | { readonly kind: 'array'; readonly items: readonly Literal[]; readonly open: boolean }
  | {
      readonly kind: 'object';
      readonly entries: ReadonlyMap<string, Literal>;
      /** What is spread into it. */
      readonly spreads: readonly Literal[];
      readonly open: boolean;
    }
  | { readonly kind: 'call'; readonly callee: string; readonly args: readonly Literal[] }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'unknown' };

const unknown: Literal = { kind: 'unknown' };
const identifier = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const number = /[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const words = new Map<string, boolean | null | undefined>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** Reads literals out of the text of a TypeScript or JavaScript module. */
export class LiteralReader {
  readonly text: string;
  private at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** The expression at the reader's place. */
  read(): Literal {
    const value = this.primary();
    this.skipSpace();
    if (/^(as|satisfies)\b/.test(this.text.slice(this.at, this.at + 10))) {
      this.skipExpression();
      return value;
    }
    const next = this.text[this.at];
    if (next === undefined || ',)]};'.includes(next)) return value;
    // A line that ends without a semicolon ends the expression when what follows is no operator.
    const before = this.text.slice(0, this.at);
    if (/\n\s*$/.test(before) && /[\p{ID_Start}$_'"`@]/u.test(next)) return value;
    this.skipExpression();
    return unknown;
  }

  private skipSpace(): void {
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) return;
      if (/\s/.test(char)) this.at += 1;
      else if (this.text.startsWith('//', this.at)) this.jumpPast('\n');
      else if (this.text.startsWith('/*', this.at)) this.jumpPast('*/');
      else return;
    }
  }

  private jumpPast(mark: string): void {
    const found = this.text.indexOf(mark, this.at + 2);
    this.at = found < 0 ? this.text.length : found + mark.length;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at += match[0].length;
    return match[0];
  }

  private take(char: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private primary(): Literal {
    this.skipSpace();
    const char = this.text[this.at];
    if (char === "'" || char === '"' || char === '`') return this.string(char);
    if (char === '{') return this.object();
    if (char === '[') return this.array();
    if (char === '(') return this.parenthesis();
    if (char !== undefined && /[\d.+-]/.test(char)) {
      const value = this.match(number);
      if (value !== undefined) return { kind: 'other', value: Number(value.replaceAll('_', '')) };
    }
    const start = this.at;
    const word = this.match(identifier);
    if (word === undefined) return unknown;
    if (words.has(word)) return { kind: 'other', value: words.get(word) };
    if (word === 'async' || word === 'function' || word === 'new' || word === 'await') return this.wrapped(word);
    return this.name(start);
  }

  private string(quote: string): Literal {
    const start = this.at + 1;
    let value = '';
    for (this.at = start; this.at < this.text.length; this.at += 1) {
      const char = this.text[this.at]!;
      if (char === quote) {
        const end = this.at;
        this.at += 1;
        return { kind: 'string', value, start, end };
      }
      if (char === '\\') {
        this.at += 1;
        const escaped = this.text[this.at] ?? '';
        value += escapes[escaped] ?? escaped;
      } else if (quote === '`' && char === '$' && this.text[this.at + 1] === '{') {
        this.at = start - 1;
        this.skipString();
        return unknown;
      } else value += char;
    }
    return unknown;
  }

  private object(): Literal {
    const entries = new Map<string, Literal>();
    const spreads: Literal[] = [];
    let open = false;
    this.at += 1;
    while (!this.take('}')) {
      this.skipSpace();
      const before = this.at;
      if (this.text.startsWith('...', this.at)) {
        open = true;
        this.at += 3;
        spreads.push(this.read());
      } else {
        const key = this.key();
        if (key === undefined) {
          open = true;
          this.skipExpression();
        } else if (this.take(':')) entries.set(key, this.read());
        else {
          this.skipSpace();
          const ends = this.text[this.at] === ',' || this.text[this.at] === '}';
          entries.set(key, ends ? { kind: 'reference', name: key } : unknown);
          if (!ends) this.skipExpression();
        }
      }
      this.take(',');
      if (this.at === before) return { kind: 'object', entries, spreads, open: true };
    }
    return { kind: 'object', entries, spreads, open };
  }

  private key(): string | undefined {
    const char = this.text[this.at];
    if (char === "'" || char === '"') {
      const value = this.string(char);
      return value.kind === 'string' ? value.value : undefined;
    }
    return this.match(identifier) ?? this.match(number);
  }

  private array(): Literal {
    const items: Literal[] = [];
    let open = false;
    this.at += 1;
    while (!this.take(']')) {
      const before = this.at;
      if (this.text.startsWith('...', this.at)) {
        open = true;
        this.at += 3;
        this.skipExpression();
      } else items.push(this.read());
      this.take(',');
      if (this.at === before) return { kind: 'array', items, open: true };
    }
    return { kind: 'array', items, open };
  }

  private parenthesis(): Literal {
    const start = this.at;
    this.skipBrackets();
    const arrow = /^(?:\s*:[^={]*)?\s*=>\s*/.exec(this.text.slice(this.at, this.at + 200));
    if (arrow) {
      this.at += arrow[0].length;
      return this.body();
    }
    const end = this.at;
    this.at = start + 1;
    const inner = this.read();
    this.at = end;
    return inner;
  }

  /** What a function returns, when its only or first `return` at the top of its body is a literal. */
  private body(): Literal {
    if (this.text[this.at] !== '{') return this.primary();
    const start = this.at;
    this.skipBrackets();
    const end = this.at;
    const returned = /\breturn\s*(?=[{([\p{ID_Start}])/u.exec(this.text.slice(start, end));
    if (!returned) return unknown;
    this.at = start + returned.index + returned[0].length;
    const value = this.primary();
    this.at = end;
    return value;
  }

  private wrapped(word: string): Literal {
    this.skipSpace();
    if (word === 'new') {
      this.skipExpression();
      return unknown;
    }
    if (word === 'function') {
      this.match(identifier);
      this.skipSpace();
      if (this.text[this.at] === '(') this.skipBrackets();
      const opening = this.text.indexOf('{', this.at);
      if (opening < 0) return unknown;
      this.at = opening;
      return this.body();
    }
    return this.primary();
  }

  private name(start: number): Literal {
    while (this.text[this.at] === '.' || this.text[this.at] === '?') {
      this.at += 1;
      if (this.match(identifier) === undefined) return unknown;
    }
    const callee = this.text.slice(start, this.at);
    this.skipSpace();
    if (this.text.startsWith('=>', this.at)) {
      this.at += 2;
      this.skipSpace();
      return this.body();
    }
    if (this.text[this.at] === '<') {
      const close = this.text.indexOf('>(', this.at);
      if (close >= 0 && close - this.at < 200) this.at = close + 1;
    }
    if (this.text[this.at] !== '(') return { kind: 'reference', name: callee };
    this.at += 1;
    const args: Literal[] = [];
    while (!this.take(')')) {
      const before = this.at;
      args.push(this.read());
      this.take(',');
      if (this.at === before) return unknown;
    }
    return { kind: 'call', callee, args };
  }

  /** Steps to the comma or bracket that ends the expression. */
  private skipExpression(): void {
    while (this.at < this.text.length) {
      this.skipSpace();
      const char = this.text[this.at];
      if (char === undefined || ',)]};'.includes(char)) return;
      if (char === '(' || char === '[' || char === '{') this.skipBrackets();
      else if (char === '"' || char === "'" || char === '`') this.skipString();
      else if (char === '/' && /[(,=:[!&|?{};\n]\s*$/.test(this.text.slice(Math.max(0, this.at - 20), this.at))) {
        this.skipPattern();
      } else this.at += 1;
    }
  }

  private skipBrackets(): void {
    this.at += 1;
    while (this.at < this.text.length) {
      this.skipExpression();
      const char = this.text[this.at];
      this.at += 1;
      if (char === ')' || char === ']' || char === '}') return;
    }
  }

  private skipString(): void {
    const quote = this.text[this.at];
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const char = this.text[this.at];
      if (char === '\\') this.at += 1;
      else if (char === quote) break;
      else if (quote === '`' && char === '$' && this.text[this.at + 1] === '{') {
        this.at += 1;
        this.skipBrackets();
        this.at -= 1;
      }
    }
    this.at += 1;
  }

  private skipPattern(): void {
    let inClass = false;
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const char = this.text[this.at];
      if (char === '\\') this.at += 1;
      else if (char === '[') inClass = true;
      else if (char === ']') inClass = false;
      else if ((char === '/' && !inClass) || char === '\n') break;
    }
    this.at += 1;
  }
}
