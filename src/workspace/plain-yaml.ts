/** A string in settings, such as those of the frontmatter, with its place. */
export interface PlacedString {
  /** The keys and indexes that lead to it, joined with dots: `hero.actions.0.link`. */
  readonly path: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What {@link readPlainYaml} read: the data, and every string with its offsets in the text. */
export interface PlainYaml {
  readonly data: Readonly<Record<string, unknown>>;
  readonly values: readonly PlacedString[];
}

/** A map or a list that is being read: how far its keys or dashes stand in, and the keys that lead to it. */
type Level = { readonly indent: number; readonly path: string } & (
  | { readonly data: Record<string, unknown>; readonly items?: undefined }
  | { readonly items: unknown[]; readonly data?: undefined }
);

/** A key, and what stands behind it up to the end of the line. */
const entry = /^( *)([A-Za-z_][\w-]{0,99}):(?: +(.*))?$/;
const blank = /^ *(#[^\r]*)?$/;
/** The line of a key that stands at the very left: most lines are such, and neither blank nor items of a list. */
const outermost = /^[A-Za-z_]/;
/** Words that are no strings in one version of YAML or another, as key or as value. */
const meaning = /^(true|false|yes|no|on|off|y|n|null|\.?nan|\.?inf)$/i;
const longestMeaning = 5;
const hasMeaning = (word: string): boolean => word.length <= longestMeaning && meaning.test(word);
/**
 * Text without quotes that means itself: it begins like a word or a path, or with a number and words behind it, and holds no
 * sign that YAML reads.
 */
const bare = /^(?:[\p{L}/]|\.(?=\p{L})|\d(?=[^:#]* \p{L}{2}))(?:[^:#\n\r\t]|:(?=[^ \n\r\t])|(?<=[^ ])#)*$/u;
const quoted = /^(?:"[^"\\\t]*"|'[^'\t]*')$/;
/** Numbers that no version of YAML reads in another way. */
const whole = /^(0|[1-9]\d{0,14})$/;
/** A day, which YAML 1.2 reads as a text. */
const day = /^\d{4}-\d{2}-\d{2}$/;
/** A list on one line, of words and short texts. */
const list = /^\[((?:[^[\]{},:#\t]+, )*[^[\]{},:#\t]+)\]$/;
/** A dash, which begins an item of a list, and what stands behind it. */
const dash = /^( *)(- +)(\S.*)$/;
/** A line of a text that begins on the line after its key. */
const content = /^( +)(\S(?:[^\r]*[^\s])?)$/;

/** A text that stands as it is, and where; `undefined` for whatever may be more. */
function textIn(written: string, offset: number): { value: string; start: number; end: number } | undefined {
  const isQuoted = (written[0] === '"' || written[0] === "'") && quoted.test(written);
  if (!isQuoted && !day.test(written) && (hasMeaning(written) || /[: ]$/.test(written) || !bare.test(written)))
    return undefined;
  const margin = isQuoted ? 1 : 0;
  const value = written.slice(margin, written.length - margin);
  return { value, start: offset + margin, end: offset + margin + value.length };
}

/** A text that begins on the line after its key, and how many lines it takes; `undefined` for whatever may be more. */
function blockIn(lines: readonly string[], from: number, indent: number, style: string): [string, number] | undefined {
  const inner = content.exec(lines[from] ?? '')?.[1]?.length ?? 0;
  if (inner <= indent) return undefined;
  let text = '';
  let blanks = 0;
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line === '') {
      blanks += 1;
      continue;
    }
    const match = content.exec(line);
    if (!match || match[1]!.length < inner) break;
    // A line that stands further in is not folded with its neighbours.
    if (match[1]!.length > inner) return undefined;
    const folded = blanks === 0 ? ' ' : '\n'.repeat(blanks);
    const between = style.startsWith('>') ? folded : '\n'.repeat(blanks + 1);
    text += at === from ? match[2]! : between + match[2]!;
    blanks = 0;
  }
  // Whether empty lines at the end belong to the text is for the parser to say.
  if (blanks > 0) return undefined;
  if (at < lines.length && !isAtMost(lines[at]!, indent)) return undefined;
  return [style.endsWith('-') ? text : `${text}\n`, at - from];
}

/** Whether a line holds a key or an item that does not stand further in. */
function isAtMost(line: string, most: number): boolean {
  const match = entry.exec(line) ?? dash.exec(line);
  return match !== null && match[1]!.length <= most;
}

/**
 * Reads YAML of the plainest kind, which is what most frontmatter is: maps and lists of words, texts, `true`, `false` and
 * whole numbers, empty lists, texts that begin on the next line, empty lines, and comments on lines of their own. Reads the same as the
 * `yaml` package in a tenth of the time, or gives up with `undefined`.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  const data: Record<string, unknown> = {};
  const values: PlacedString[] = [];
  const levels: Level[] = [{ indent: 0, path: '', data }];
  const lines = text.split('\n');
  /** A key without a value: a map or a list, when the next line stands further in. */
  let open: { readonly name: string; readonly path: string; readonly in: Level } | undefined;
  let index = 0;
  let next = 0;

  /** What a text means that ends its line; `undefined` for whatever may be more. */
  const read = (written: string, path: string, offset: number, indent: number): unknown => {
    if (written === 'true' || written === 'false') return written === 'true';
    if (written === '[]') return [];
    if (whole.test(written)) return Number(written);
    if ((written[0] === '>' || written[0] === '|') && /^[>|]-?$/.test(written)) {
      const found = blockIn(lines, index + 1, indent, written);
      if (!found) return undefined;
      for (const line of lines.slice(index + 1, index + 1 + found[1])) next += line.length + 1;
      index += found[1];
      values.push({ path, value: found[0], start: offset, end: Math.min(next, text.length) });
      return found[0];
    }
    const listed = written[0] === '[' ? list.exec(written)?.[1] : undefined;
    if (listed === undefined) {
      const found = textIn(written, offset);
      if (found) values.push({ path, ...found });
      return found?.value;
    }
    const items: string[] = [];
    let at = offset + 1;
    for (const item of listed.split(', ')) {
      const found = textIn(item, at);
      if (!found) return undefined;
      values.push({ path: `${path}.${items.length}`, ...found });
      items.push(found.value);
      at += item.length + 2;
    }
    return items;
  };

  /** Begins the map or the list that the key before has been waiting for. */
  const begin = (level: Level): void => {
    if (!open?.in.data) return;
    open.in.data[open.name] = level.data ?? level.items;
    levels.push(level);
    open = undefined;
  };

  for (; index < lines.length; index += 1) {
    let line = lines[index]!;
    const start = next;
    next += line.length + 1;
    if (line.endsWith(' ')) line = line.replace(/ +$/, '');
    const isOutermost = outermost.test(line);
    if (!isOutermost && blank.test(line)) continue;
    const item = isOutermost ? null : dash.exec(line);
    if (item) {
      const [, { length: indent } = '', { length: width } = '', rest = ''] = item;
      if (open) {
        // The dashes of a list may stand right below its key.
        if (indent < open.in.indent) return undefined;
        begin({ indent, path: open.path, items: [] });
      }
      while (levels.at(-1)!.indent > indent) levels.pop();
      const { items, path, indent: own } = levels.at(-1)!;
      if (!items || own !== indent) return undefined;
      const inner = `${path}.${items.length}`;
      if (!entry.test(rest)) {
        const written = rest.trimEnd();
        const value = read(written, inner, start + indent + width, indent);
        if (value === undefined) return undefined;
        items.push(value);
        continue;
      }
      // The first key of a map stands behind the dash, and the others below it.
      const map: Record<string, unknown> = {};
      items.push(map);
      levels.push({ indent: indent + width, path: inner, data: map });
      line = ' '.repeat(indent + width) + rest;
    }
    const match = entry.exec(line);
    if (!match) return undefined;
    const [, { length: indent } = '', name = '', written = ''] = match;
    if (hasMeaning(name) || name === '__proto__') return undefined;
    if (open) {
      if (indent <= open.in.indent) return undefined;
      begin({ indent, path: open.path, data: {} });
    }
    while (levels.at(-1)!.indent > indent || (levels.at(-1)!.items && levels.at(-1)!.indent === indent)) levels.pop();
    const level = levels.at(-1)!;
    if (!level.data || level.indent !== indent || Object.hasOwn(level.data, name)) return undefined;
    const path = level.path === '' ? name : `${level.path}.${name}`;
    if (written === '') {
      open = { name, path, in: level };
      continue;
    }
    const value = read(written, path, start + line.length - written.length, indent);
    if (value === undefined) return undefined;
    level.data[name] = value;
  }
  return open || Object.keys(data).length === 0 ? undefined : { data, values };
}
