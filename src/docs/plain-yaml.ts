/** A string of the frontmatter with its place. */
export interface FrontmatterValue {
  /** The keys and indexes that lead to it, joined with dots: `hero.actions.0.link`. */
  readonly path: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What {@link readPlainYaml} read: the data, and every string with its offsets in the text. */
export interface PlainYaml {
  readonly data: Readonly<Record<string, unknown>>;
  readonly values: readonly FrontmatterValue[];
}

/** A map that is being read: how far its keys stand in, and the keys that lead to it. */
interface Level {
  readonly indent: number;
  readonly path: string;
  readonly data: Record<string, unknown>;
}

/** A key, and what stands behind it up to the end of the line. */
const entry = /^( *)([A-Za-z_][\w-]{0,99}):(?:[ ]+(.*?))?[ ]*$/;
const blank = /^ *(#[^\r]*)?$/;
/** Words that are no strings in one version of YAML or another, as key or as value. */
const meaning = /^(true|false|yes|no|on|off|y|n|null|\.?nan|\.?inf)$/i;
/** Text without quotes that means itself: it begins like a word or a path, and holds no sign that YAML reads. */
const bare = /^[\p{L}/](?:[^:#\n\r\t]|:(?=[^ \n\r\t])|(?<=[^ ])#)*$/u;
const quoted = /^(?:"[^"\\\t]*"|'[^'\t]*')$/;
/** Numbers that no version of YAML reads in another way. */
const whole = /^(0|[1-9]\d{0,14})$/;
/** A list on one line, of words and short texts. */
const list = /^\[((?:[^[\]{},:#\t]+, )*[^[\]{},:#\t]+)\]$/;
/** The line of a text that begins on the line after its key. */
const block = /^( +)(\S(?:[^\r]*[^\s])?)$/;

/** A text that stands as it is, and where; `undefined` for whatever may be more. */
function textIn(written: string, offset: number): { value: string; start: number; end: number } | undefined {
  const isQuoted = quoted.test(written);
  if (!isQuoted && (meaning.test(written) || /[: ]$/.test(written) || !bare.test(written))) return undefined;
  const margin = isQuoted ? 1 : 0;
  const value = written.slice(margin, written.length - margin);
  return { value, start: offset + margin, end: offset + margin + value.length };
}

/**
 * Reads YAML of the plainest kind, which is what most frontmatter is: maps of words, texts and lists on one line, `true`,
 * `false`, whole numbers, empty lines, and comments on lines of their own. Reads the same as the `yaml` package in a tenth of the time,
 * or gives up with `undefined`.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  const data: Record<string, unknown> = {};
  const values: FrontmatterValue[] = [];
  const levels: Level[] = [{ indent: 0, path: '', data }];
  const lines = text.split('\n');
  /** A key without a value: a map, when the next line stands further in. */
  let open: { readonly name: string; readonly path: string; readonly level: Level } | undefined;
  let next = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const start = next;
    next += line.length + 1;
    if (blank.test(line)) continue;
    const match = entry.exec(line);
    if (!match) return undefined;
    const [, { length: indent } = '', name = '', written = ''] = match;
    if (meaning.test(name) || name === '__proto__') return undefined;
    if (open) {
      if (indent <= open.level.indent) return undefined;
      const inner: Record<string, unknown> = {};
      open.level.data[open.name] = inner;
      levels.push({ indent, path: open.path, data: inner });
      open = undefined;
    }
    while (levels.at(-1)!.indent > indent) levels.pop();
    const level = levels.at(-1)!;
    if (level.indent !== indent || Object.hasOwn(level.data, name)) return undefined;
    const path = level.path === '' ? name : `${level.path}.${name}`;
    const offset = start + line.replace(/ +$/, '').length - written.length;
    if (written === '') open = { name, path, level };
    else if (written === 'true' || written === 'false') level.data[name] = written === 'true';
    else if (whole.test(written)) level.data[name] = Number(written);
    else if (written === '>-' || written === '|-') {
      const content = block.exec(lines[index + 1] ?? '');
      const after = lines[index + 2];
      // A single line, so that it is the same folded or not.
      if (!content || content[1]!.length <= indent || (after !== undefined && !isEntryAt(after, indent)))
        return undefined;
      next += lines[index + 1]!.length + 1;
      index += 1;
      level.data[name] = content[2]!;
      values.push({ path, value: content[2]!, start: offset, end: Math.min(next, text.length) });
    } else if (list.test(written)) {
      const items: string[] = [];
      let at = offset + 1;
      for (const item of written.slice(1, -1).split(', ')) {
        const found = textIn(item, at);
        if (!found) return undefined;
        values.push({ path: `${path}.${items.length}`, ...found });
        items.push(found.value);
        at += item.length + 2;
      }
      level.data[name] = items;
    } else {
      const found = textIn(written, offset);
      if (!found) return undefined;
      level.data[name] = found.value;
      values.push({ path, ...found });
    }
  }
  return open || Object.keys(data).length === 0 ? undefined : { data, values };
}

/** Whether a line holds a key that does not stand further in. */
function isEntryAt(line: string, most: number): boolean {
  const match = entry.exec(line);
  return match !== null && match[1]!.length <= most;
}
