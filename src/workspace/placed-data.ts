import type { Node as JsonNode } from 'jsonc-parser';
import { jsoncParser, yamlParser } from './parsers.ts';

/** A value of a document in JSON or YAML, with its place. Offsets are UTF-16 code units. */
export interface PlacedValue {
  /** What a scalar stands for; `undefined` for a map and a list. */
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** The entries of a map, in their order; none for anything else. */
  readonly entries: readonly PlacedEntry[];
  /** The items of a list; none for anything else. */
  readonly items: readonly PlacedValue[];
  /** Whether it is a map. */
  readonly isMap: boolean;
}

/** A key of a map, where it stands, and what it has. */
export interface PlacedEntry {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly value: PlacedValue;
}

/** The value behind a key of a map. */
export const at = ({ entries }: PlacedValue, key: string): PlacedValue | undefined =>
  entries.find((entry) => entry.key === key)?.value;

/** A document, or why it cannot be read. */
export type PlacedDocument =
  | { readonly contents: PlacedValue; readonly error?: undefined }
  | { readonly contents?: undefined; readonly error: string };

function fromJson(node: JsonNode): PlacedValue {
  const { type, offset, length, value, children = [] } = node;
  return {
    value: type === 'object' || type === 'array' ? undefined : value,
    start: offset,
    end: offset + length,
    isMap: type === 'object',
    entries:
      type !== 'object'
        ? []
        : children.flatMap(({ children: [key, inner] = [] }) =>
            key && inner
              ? [{ key: String(key.value), start: key.offset, end: key.offset + key.length, value: fromJson(inner) }]
              : [],
          ),
    items: type === 'array' ? children.map(fromJson) : [],
  };
}

function fromYaml(node: unknown): PlacedValue {
  const { isMap, isScalar, isSeq } = yamlParser();
  const [start = 0, end = 0] = (node as { readonly range?: readonly number[] } | null)?.range ?? [];
  return {
    value: isScalar(node) ? node.value : undefined,
    start,
    end,
    isMap: isMap(node),
    entries: isMap(node)
      ? node.items.flatMap(({ key, value }) => {
          if (!isScalar(key)) return [];
          const [from = 0, to = 0] = key.range ?? [];
          return [{ key: String(key.value), start: from, end: to, value: fromYaml(value) }];
        })
      : [],
    items: isSeq(node) ? node.items.map(fromYaml) : [],
  };
}

/** Reads a document in JSON or YAML. A reader of JSON takes a fiftieth of the time, and whatever it refuses may be YAML. */
export function readPlaced(text: string): PlacedDocument {
  if (/^\s*\{/.test(text)) {
    const errors: unknown[] = [];
    const tree = jsoncParser().parseTree(text, errors as []);
    if (tree && errors.length === 0) return { contents: fromJson(tree) };
  }
  const { errors, contents } = yamlParser().parseDocument(text, { prettyErrors: false });
  const [error] = errors;
  return error ? { error: error.message.split('\n')[0]! } : { contents: fromYaml(contents) };
}
