/** One attribute of a tag in HTML or JSX. Offsets are those of the text that was scanned. */
export interface TagAttribute {
  readonly name: string;
  /** Entities decoded; empty for an attribute without a value, `undefined` for one that is computed. */
  readonly value: string | undefined;
  /** The range of the value without its quotes. */
  readonly start: number;
  readonly end: number;
}

/** One tag in HTML or JSX. */
export interface Tag {
  readonly name: string;
  readonly kind: 'open' | 'close' | 'void';
  readonly attributes: readonly TagAttribute[];
  readonly start: number;
  readonly end: number;
  /** JSX: attributes that are spread in, and so may hold anything. */
  readonly spread: boolean;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** Decodes the character references that occur in addresses. Others stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w+));/g, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The end of a `{…}` that opens at `start`, after its closing brace. Strings, templates and comments are stepped over. */
export function endOfBraces(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (char === '"' || char === "'" || char === '`') {
      for (at += 1; at < text.length && text[at] !== char; at += 1) if (text[at] === '\\') at += 1;
    } else if (char === '/' && text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2);
      at = close < 0 ? text.length : close + 1;
    } else if (char === '/' && text[at + 1] === '/') {
      const close = text.indexOf('\n', at);
      at = close < 0 ? text.length : close;
    }
  }
  return text.length;
}

/** Calls that give back the address they are given, or put the base of the site in front of it. */
const passesOn =
  /^(?:(?:useBaseUrl|withBase)\(\s*(.+?)\s*\)|require\(\s*((['"])(?:\.|@site\/).+?\3)\s*\)(?:\.default)?)$/ds;

/** The string that an expression is when it needs no evaluation: a literal, or a template without holes. */
function constantOf(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const call = passesOn.exec(text.slice(start, end).trim());
  const range = call?.indices?.[1] ?? call?.indices?.[2];
  if (range) {
    const lead = start + /^\s*/.exec(text.slice(start, end))![0].length;
    return constantOf(text, lead + range[0], lead + range[1]);
  }
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from]!)) from += 1;
  while (to > from && /\s/.test(text[to - 1]!)) to -= 1;
  const quote = text[from];
  if ((quote !== '"' && quote !== "'" && quote !== '`') || to - from < 2 || text[to - 1] !== quote) return undefined;
  const inner = text.slice(from + 1, to - 1);
  if (inner.includes(quote) || inner.includes('\\') || (quote === '`' && inner.includes('${'))) return undefined;
  return { start: from + 1, end: to - 1 };
}

const space = /\s/;
const nameCharacter = /[^\s"'<>/={}]/;

/**
 * Reads the tag that opens at `start`, where a `<` stands. Follows the HTML standard's tokeniser
 * (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) as far as attributes go, and JSX's braces.
 * Returns `undefined` when no tag stands there.
 */
export function readTag(text: string, start: number, jsx: boolean): Tag | undefined {
  let at = start + 1;
  const closing = text[at] === '/';
  if (closing) at += 1;
  const nameStart = at;
  if (!/[a-zA-Z]/.test(text[at] ?? '')) return undefined;
  while (at < text.length && /[\w.:-]/.test(text[at]!)) at += 1;
  const name = text.slice(nameStart, at);
  const attributes: TagAttribute[] = [];
  let spread = false;
  while (at < text.length) {
    const char = text[at]!;
    if (char === '>') {
      const kind = closing ? 'close' : text[at - 1] === '/' ? 'void' : 'open';
      return { name, kind, attributes, start, end: at + 1, spread };
    }
    if (char === '{' && jsx) {
      spread = true;
      at = endOfBraces(text, at);
      continue;
    }
    if (!nameCharacter.test(char)) {
      at += 1;
      continue;
    }
    const attributeStart = at;
    while (at < text.length && nameCharacter.test(text[at]!)) at += 1;
    const attribute = text.slice(attributeStart, at);
    let next = at;
    while (next < text.length && space.test(text[next]!)) next += 1;
    if (text[next] !== '=') {
      attributes.push({ name: attribute, value: '', start: at, end: at });
      continue;
    }
    at = next + 1;
    while (at < text.length && space.test(text[at]!)) at += 1;
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const from = at + 1;
      const close = text.indexOf(quote, from);
      const to = close < 0 ? text.length : close;
      attributes.push({ name: attribute, value: decodeEntities(text.slice(from, to)), start: from, end: to });
      at = to + 1;
    } else if (quote === '{' && jsx) {
      const to = endOfBraces(text, at);
      const constant = constantOf(text, at + 1, to - 1);
      attributes.push(
        constant
          ? { name: attribute, value: text.slice(constant.start, constant.end), ...constant }
          : { name: attribute, value: undefined, start: at, end: to },
      );
      at = to;
    } else {
      const from = at;
      while (at < text.length && !space.test(text[at]!) && text[at] !== '>') at += 1;
      attributes.push({ name: attribute, value: decodeEntities(text.slice(from, at)), start: from, end: at });
    }
  }
  return undefined;
}

/** Every tag of a piece of HTML, in order. Comments, declarations and the content of scripts are stepped over. */
export function* readTags(text: string): Generator<Tag> {
  let at = text.indexOf('<');
  while (at >= 0) {
    let next = at + 1;
    if (text.startsWith('<!--', at)) {
      const close = text.indexOf('-->', at + 4);
      if (close < 0) return;
      next = close + 3;
    } else {
      const tag = readTag(text, at, false);
      if (tag) {
        yield tag;
        next = tag.end;
        const raw = tag.kind === 'open' && /^(script|style|template|textarea)$/i.test(tag.name);
        if (raw) {
          const close = text.toLowerCase().indexOf(`</${tag.name.toLowerCase()}`, next);
          next = close < 0 ? text.length : close;
        }
      }
    }
    at = text.indexOf('<', next);
  }
}
