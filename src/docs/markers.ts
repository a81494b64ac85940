import type { Location } from '../workspace/source-text.ts';

/** The markers of an info string that Docproof reads. */
export const markerNames = [
  'check',
  'run',
  'output',
  'skip',
  'error',
  'continue',
  'isolated',
  'file',
  'context',
  'region',
] as const;
/** One of {@link markerNames}. */
export type MarkerName = (typeof markerNames)[number];

/** One `@name` or `@name="value"` of an info string. */
export interface Marker {
  /** As written, without the `@`. Not a {@link MarkerName} when it is misspelt. */
  readonly name: string;
  readonly value?: string | undefined;
  readonly location: Location;
}

/** Whether a name is a marker that Docproof knows. */
export function isMarkerName(name: string): name is MarkerName {
  return (markerNames as readonly string[]).includes(name);
}

/** A marker found in the text of an info string, with its offsets there. */
export interface MarkerMatch {
  readonly name: string;
  readonly value?: string | undefined;
  readonly start: number;
  readonly end: number;
}

// Quoted foreign meta such as `title="a @b"` and `{1,3}` or `/re/` is stepped over, so that an @ inside it is not ours.
const part =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|@([\w-]+)(?:=(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']+)))?|\S/g;

/** Finds Docproof's markers in an info string. Foreign meta is passed over. */
export function findMarkers(info: string): MarkerMatch[] {
  const found: MarkerMatch[] = [];
  if (!info.includes('@')) return found;
  for (const match of info.matchAll(part)) {
    const name = match[1];
    const before = info[match.index - 1];
    if (name === undefined || (before !== undefined && !/\s/.test(before))) continue;
    const value = match[2] ?? match[3] ?? match[4];
    found.push({ name, value, start: match.index, end: match.index + match[0].length });
  }
  return found;
}
