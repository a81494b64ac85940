import { format, inspect, isDeepStrictEqual } from 'node:util';
import { type ExpectedValue, readExpected } from './expected.ts';

/** A value on one line, as a comment would show it. */
export const written = (value: unknown): string =>
  inspect(value, { depth: 10, breakLength: Number.POSITIVE_INFINITY, compact: true, maxArrayLength: 100 });

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Whether a text is another in which `...` and `…` stand for anything. */
function fits(expected: string, actual: string): boolean {
  if (expected === actual) return true;
  const [first = '', ...others] = expected.split(/\.\.\.|…/);
  const last = others.pop();
  if (last === undefined || !actual.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = actual.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return actual.length - last.length >= at && actual.endsWith(last);
}

/** Whether two texts are the same but for white space and what the first leaves out. */
export const sameText = (expected: string, actual: string): boolean => fits(flat(expected), flat(actual));

function listFits(items: readonly (ExpectedValue | 'rest')[], values: readonly unknown[]): boolean {
  const [first, ...others] = items;
  if (first === undefined) return values.length === 0;
  if (first !== 'rest') return values.length > 0 && valueFits(first, values[0]) && listFits(others, values.slice(1));
  return others.length === 0 || values.some((_, index) => listFits(others, values.slice(index)));
}

/** Whether an object is one of plain properties: neither a list nor a map, a date or an error. */
const hasProperties = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';

function valueFits(expected: ExpectedValue, value: unknown): boolean {
  switch (expected.kind) {
    case 'anything':
      return true;
    case 'same':
      if (typeof expected.value === 'string') return typeof value === 'string' && fits(expected.value, value);
      return expected.value === value || Object.is(expected.value, value);
    case 'expression':
      return value instanceof RegExp && value.source === expected.source && value.flags === expected.flags;
    case 'list':
      return Array.isArray(value) && listFits(expected.items, value);
    case 'object': {
      if (!hasProperties(value)) return false;
      if (expected.name !== undefined && value.constructor?.name !== expected.name) return false;
      const known = new Set(expected.entries.map(([key]) => key));
      return (
        expected.entries.every(([key, inner]) => Object.hasOwn(value, key) && valueFits(inner, value[key])) &&
        (expected.open || Object.keys(value).every((key) => known.has(key)))
      );
    }
  }
}

/**
 * Whether a value is what a comment says. A literal is compared by its structure: white space, quotes and the order of
 * properties do not matter, and a literal object stands for one of any class. What is no literal is compared with
 * the text that Node prints for the value, and with the text that a string is.
 */
export function sameValue(expected: string, value: unknown): boolean {
  const read = readExpected(expected);
  if (typeof read === 'object' && valueFits(read, value)) return true;
  if (read === 'no literal' && typeof value === 'string' && sameText(expected, value)) return true;
  return sameText(expected, written(value));
}

/** What a call such as `console.log` prints for its arguments. */
export const printed = (values: readonly unknown[]): string =>
  values.length === 1 && typeof values[0] !== 'string' ? written(values[0]) : format(...values);

/** Whether what a call prints is what a comment says: as text, or as the value of its only argument. */
export function samePrinted(expected: string, values: readonly unknown[]): boolean {
  return sameText(expected, format(...values)) || (values.length === 1 && sameValue(expected, values[0]));
}

/** Something that was thrown, as far as a comment can speak of it. */
export interface Thrown {
  /** What it calls itself and what its class is called; empty when it is no error. */
  readonly names: readonly string[];
  readonly message: string;
}

/** Whether what was thrown is what a comment says: `Name`, `Name: message`, or nothing more than that something was. */
export function sameThrown(expected: string, { names, message }: Thrown): boolean {
  const [, wanted, text] = /^([\w$.]*)(?:\s*:\s*([\s\S]*))?$/.exec(expected.trim()) ?? [];
  if (wanted === undefined) return false;
  return (wanted === '' || names.includes(wanted)) && (text === undefined || sameText(text, message));
}

const lines = (text: string): string =>
  text
    .replace(/\r\n/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Whether what was printed is what a block shows. The ends of lines do not matter, and JSON is compared by its structure. */
export function sameOutput(expected: string, actual: string, json: boolean): boolean {
  if (fits(lines(expected), lines(actual))) return true;
  if (!json) return false;
  const values = [parsed(expected), parsed(actual)] as const;
  return values[0] !== undefined && values[1] !== undefined && isDeepStrictEqual(values[0].value, values[1].value);
}
