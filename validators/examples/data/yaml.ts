import { isMap, isNode, isScalar, isSeq, LineCounter, type ParsedNode, parseAllDocuments } from 'yaml';
import type { DataPath, DataReading } from './parsed.ts';

/** The node at a path and the key that it stands behind. */
function nodeAt(top: unknown, path: DataPath): { key?: unknown; node: unknown } | undefined {
  let node = top;
  let key: unknown;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(step));
      if (!pair) return undefined;
      key = pair.key;
      node = pair.value;
    } else if (isSeq(node)) {
      key = undefined;
      node = node.items[Number(step)];
    } else return undefined;
  }
  return { key, node };
}

const rangeOfNode = (node: unknown): readonly [number, number] | undefined => {
  const range = isNode(node) ? (node as ParsedNode).range : undefined;
  return range ? [range[0], range[1]] : undefined;
};

/** Parses YAML. Several documents in one block are parsed, but hold no single value. */
export function readYaml(text: string): DataReading {
  const documents = parseAllDocuments(text, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  for (const document of documents) {
    const error = 'errors' in document ? document.errors[0] : undefined;
    if (!error) continue;
    const [start, end] = error.pos;
    const detail = error.message.split('\n')[0]!.replace(/[.:]$/, '');
    return { fault: { detail, start, end: Math.max(end, start + 1) } };
  }
  const only = Array.isArray(documents) && documents.length === 1 ? documents[0] : undefined;
  if (!only) return {};
  let value: unknown;
  try {
    value = only.toJS();
  } catch {
    // Aliases that lead nowhere, or that unfold without end: the text parses, but has no value to judge.
    return {};
  }
  return {
    data: {
      value,
      rangeOf(path, part) {
        const found = nodeAt(only.contents, path);
        if (!found) return undefined;
        const key = rangeOfNode(found.key);
        return (part === 'key' ? key : undefined) ?? rangeOfNode(found.node) ?? key;
      },
    },
  };
}
