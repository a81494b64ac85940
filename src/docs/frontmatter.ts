import type { Root, RootContent } from 'mdast';
import type { Node } from 'yaml';
import { tomlParser, yamlParser } from '../workspace/parsers.ts';
import { type PlacedString, readPlainYaml } from '../workspace/plain-yaml.ts';
import type { SourceText } from '../workspace/source-text.ts';
import type { PageFault } from './page.ts';

/** What the frontmatter of a page says. */
export interface FrontmatterReading {
  readonly data: Readonly<Record<string, unknown>>;
  /** Every string in it. */
  readonly values: readonly PlacedString[];
  readonly faults: readonly PageFault[];
}

function* strings(node: unknown, path: string, base: number): Generator<PlacedString> {
  const { isMap, isPair, isScalar, isSeq } = yamlParser();
  if (isMap(node)) {
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      yield* strings(pair.value, path === '' ? key : `${path}.${key}`, base);
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) yield* strings(item, `${path}.${index}`, base);
  } else if (isScalar(node) && typeof node.value === 'string') {
    const range = (node as Node).range;
    if (!range) return;
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0;
    yield { path, value: node.value, start: base + range[0] + quoted, end: base + range[1] - quoted };
  }
}

/** The node that both engines make of frontmatter between lines of `+++`. */
type TomlNode = { readonly type: 'toml'; readonly value: string } & Pick<RootContent, 'position'>;

/** Every string of a value that was parsed, with the keys that lead to it. */
function* stringsIn(value: unknown, path: string): Generator<readonly [path: string, value: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    for (const [key, inner] of Object.entries(value)) yield* stringsIn(inner, path === '' ? key : `${path}.${key}`);
  }
}

/** Reads TOML. No reader tells where its strings stand, so each is looked for after the one before it. */
function readToml(text: string, base: number, source: SourceText): FrontmatterReading {
  const { parse, TomlError } = tomlParser();
  let data: Record<string, unknown>;
  try {
    data = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const at = source.pointAt(base).line - 1 + error.line;
    const start = source.offsetAt({ line: at, column: error.column });
    const message = error.message.split('\n')[0]!.replace(/^Invalid TOML document: /, '');
    return {
      data: {},
      values: [],
      faults: [{ kind: 'frontmatter', message, location: source.locate(start, start + 1) }],
    };
  }
  const values: PlacedString[] = [];
  let cursor = 0;
  for (const [path, value] of stringsIn(data, '')) {
    const places = [`"${value}"`, `'${value}'`].map((quoted) => text.indexOf(quoted, cursor)).filter((at) => at >= 0);
    const at = places.length > 0 ? Math.min(...places) : -1;
    if (at >= 0) cursor = at + value.length + 2;
    const range = at < 0 ? [0, text.length] : [at + 1, at + 1 + value.length];
    values.push({ path, value, start: base + range[0]!, end: base + range[1]! });
  }
  return { data, values, faults: [] };
}

/** Reads the frontmatter of a page, YAML or TOML, with the place of every string in it. */
export function readFrontmatter(tree: Root, source: SourceText): FrontmatterReading {
  const first = tree.children[0] as RootContent | TomlNode | undefined;
  if (first?.type === 'toml') {
    const base = source.text.indexOf('\n', first.position?.start.offset ?? 0) + 1;
    return readToml(first.value, base, source);
  }
  if (first?.type !== 'yaml') {
    const unclosed = /^---[ \t]*\r?\n[A-Za-z_][\w-]*:/.test(source.text);
    if (!unclosed) return { data: {}, values: [], faults: [] };
    const message = 'the frontmatter has no closing `---` line';
    return { data: {}, values: [], faults: [{ kind: 'frontmatter', message, location: source.locate(0, 3) }] };
  }
  const start = first.position?.start.offset ?? 0;
  const base = source.text.indexOf('\n', start) + 1;
  return readYaml(source.text.slice(base, base + first.value.length), base, source);
}

/** Reads YAML. Most of it is so plain that it needs no parser. */
function readYaml(text: string, base: number, source: SourceText): FrontmatterReading {
  const plain = readPlainYaml(text);
  if (!plain) return parseYaml(text, base, source);
  const values = plain.values.map(({ path, value, start, end }) => ({
    path,
    value,
    start: base + start,
    end: base + end,
  }));
  return { data: plain.data, values, faults: [] };
}

/** Reads any YAML. */
export function parseYaml(text: string, base: number, source: SourceText): FrontmatterReading {
  const document = yamlParser().parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const faults = document.errors.map((error): PageFault => {
    const [from, to] = error.pos;
    const message = error.message.split('\n')[0]!.replace(/[.:]$/, '');
    return { kind: 'frontmatter', message, location: source.locate(base + from, base + Math.max(to, from + 1)) };
  });
  if (faults.length > 0) return { data: {}, values: [], faults: faults.slice(0, 1) };
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { data: {}, values: [], faults: [{ kind: 'frontmatter', message, location: source.locate(0, 3) }] };
  }
  if (data === null || data === undefined) return { data: {}, values: [], faults: [] };
  if (typeof data !== 'object' || Array.isArray(data)) {
    const message = 'the frontmatter is not a list of `key: value` pairs';
    return {
      data: {},
      values: [],
      faults: [{ kind: 'frontmatter', message, location: source.locate(base, base + 1) }],
    };
  }
  return { data: data as Record<string, unknown>, values: [...strings(document.contents, '', base)], faults: [] };
}
