import type { ParseError } from 'jsonc-parser';
import { jsoncParser } from './parsers.ts';

/** Reads JSON with comments and trailing commas, and says how many mistakes it holds. */
function read(text: string): { value: unknown; errors: number } {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    return { value: JSON.parse(plain), errors: 0 };
  } catch {
    const errors: ParseError[] = [];
    const value: unknown = jsoncParser().parse(plain, errors, { allowTrailingComma: true });
    return { value, errors: errors.length };
  }
}

/** Parses JSON with comments and trailing commas. Returns `undefined` when it is not an object. */
export function parseJsonObject(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  const { value } = read(text);
  return isRecord(value) ? value : undefined;
}

/** Whether a text is JSON, with comments and trailing commas, that holds an object. */
export function isJsonObject(text: string): boolean {
  const { value, errors } = read(text);
  return errors === 0 && isRecord(value);
}

/** Whether a value is an object that is neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
