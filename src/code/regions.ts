/** A named part of a source file, between a `#region` comment and its `#endregion`. */
export interface Region {
  readonly name: string;
  /** The first line in it, 1-based. */
  readonly line: number;
  /** Its lines: those of region comments left out, and the indentation that all share taken away. */
  readonly lines: readonly string[];
}

/** The regions of a file. */
export interface Regions {
  /** In the order of their beginnings. Of two with one name the first counts. */
  readonly named: ReadonlyMap<string, Region>;
  /** Names of regions that never end. */
  readonly open: readonly string[];
  /** The whole file, region comments left out. */
  readonly whole: Region;
}

// In the comments of the languages that editors fold: `// #region x`, `/* #region x */`, `<!-- #region x -->`,
// `# region x`, `-- #region x`. See https://code.visualstudio.com/docs/editing/codebasics#_folding.
const opener = /^\s*(?:\/\/|\{?\/\*|<!--|--|#|#pragma)\s*#?region\s+([\w.*-]+)\s*(?:\*\/\}?|-->)?\s*$/;
const closer = /^\s*(?:\/\/|\{?\/\*|<!--|--|#|#pragma)\s*#?end ?region(?:\s+([\w.*-]+))?\s*(?:\*\/\}?|-->)?\s*$/;

/** Takes away the white space that all lines begin with. Lines of white space alone become empty. */
function dedent(lines: readonly string[]): string[] {
  const written = lines.filter((line) => line.trim() !== '');
  let shared = /^[ \t]*/.exec(written[0] ?? '')![0];
  for (const line of written) while (!line.startsWith(shared)) shared = shared.slice(0, -1);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(shared.length)));
}

/** Finds the regions of a text. They may stand in each other; an end without a name ends the innermost. */
export function findRegions(text: string): Regions {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  const comments = new Set<number>();
  const found: { name: string; first: number; end: number }[] = [];
  const open: { name: string; first: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const begins = opener.exec(line)?.[1];
    if (begins !== undefined) open.push({ name: begins, first: index + 1 });
    const ends = closer.exec(line);
    if (!ends) continue;
    const at = ends[1] === undefined ? open.length - 1 : open.findLastIndex(({ name }) => name === ends[1]);
    const [region] = at < 0 ? [] : open.splice(at, 1);
    if (!region) continue;
    found.push({ ...region, end: index });
    comments.add(region.first - 1).add(index);
  }
  const part = (name: string, first: number, end: number): Region => {
    const own = lines.slice(first, end).filter((_, index) => !comments.has(first + index));
    return { name, line: first + 1, lines: dedent(own) };
  };
  const named = new Map<string, Region>();
  for (const { name, first, end } of found.sort((a, b) => a.first - b.first)) {
    if (!named.has(name)) named.set(name, part(name, first, end));
  }
  return { named, open: open.map(({ name }) => name), whole: part('', 0, lines.length) };
}
