import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { DataFault, DataReading } from './parsed.ts';

const words = (code: string): string => code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** Several lists of properties or values, or a part of an object, stand for the object that they belong to. */
const frames: readonly (readonly [string, string])[] = [
  ['', ''],
  ['{', '}'],
  ['[', ']'],
  ['{', ''],
];

const range = ({ offset, length }: Node): readonly [number, number] => [offset, offset + length];

/** Parses JSON. Comments and a comma at the end are fine, as in the files that most tools read. */
export function readJson(text: string): DataReading {
  let fault: DataFault | undefined;
  for (const [before, after] of frames) {
    const errors: ParseError[] = [];
    const tree = parseTree(`${before}${text}\n${after}`, errors, { allowTrailingComma: true, disallowComments: false });
    const first = errors[0];
    if (!first) {
      if (before !== '' || tree === undefined) return {};
      return {
        data: {
          value: getNodeValue(tree),
          rangeOf(path, part) {
            const node = findNodeAtLocation(tree, [...path]);
            if (!node) return undefined;
            const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
            return range(part === 'key' && key ? key : node);
          },
        },
      };
    }
    if (before !== '') continue;
    const start = Math.min(first.offset, text.length);
    fault = {
      detail: words(printParseErrorCode(first.error)),
      start,
      end: Math.min(start + Math.max(first.length, 1), text.length),
    };
  }
  return { fault };
}
