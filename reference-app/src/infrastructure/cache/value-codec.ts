/** Marks what JSON cannot say. A key of a value that begins with it gets one more. */
const mark = '$';

function outward(value: unknown): unknown {
  if (value instanceof Date) return { [`${mark}date`]: value.getTime() };
  if (Array.isArray(value)) return value.map(outward);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.startsWith(mark) ? mark + key : key, outward(inner)]),
  );
}

function inward(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inward);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, inner] = []] = entries;
  if (entries.length === 1 && key === `${mark}date`) return new Date((inner as number | null) ?? Number.NaN);
  return Object.fromEntries(
    entries.map(([name, each]) => [name.startsWith(mark) ? name.slice(mark.length) : name, inward(each)]),
  );
}

/** A value as text: JSON, with dates. What is `undefined` is left out, as JSON does. */
export function encodeValue(value: unknown): string {
  return JSON.stringify(outward(value));
}

/** The value of a text that {@link encodeValue} made. Throws a `SyntaxError` for another text. */
export function decodeValue(text: string): unknown {
  return inward(JSON.parse(text));
}
