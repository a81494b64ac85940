/** What happened to one file that is still there. */
export interface FileChange {
  /** True when no line of it can be told from before: it is new, or it is no text. */
  readonly whole: boolean;
  /** The lines that are new, first and last, 1-based. */
  readonly lines: readonly (readonly [first: number, last: number])[];
  /** Of these, those that took the place of no others. */
  readonly added: readonly (readonly [first: number, last: number])[];
  /** The lines behind which others were taken away; 0 is the top of the file. */
  readonly gaps: readonly number[];
}

/** How the working tree differs from an earlier state. Paths are POSIX and relative to the root of the workspace. */
export interface Changes {
  /** The full id of the commit that the working tree is compared with. */
  readonly since: string;
  /** Every file that changed and is still there. */
  readonly files: ReadonlyMap<string, FileChange>;
  /** Files that are no longer where they were: deleted, moved or renamed. */
  readonly gone: ReadonlySet<string>;
  /** The lines that were taken out of a file, in its order. Files that are gone are among them. */
  readonly removed: ReadonlyMap<string, readonly string[]>;
}

/** What git says of the difference, as it prints it. */
export interface RawChanges {
  readonly since: string;
  /** `git diff --name-status --no-renames -z`. */
  readonly status: string;
  /** `git diff --unified=0 --no-renames` with the prefixes `a/` and `b/`. */
  readonly patch: string;
  /** `git ls-files --others --exclude-standard -z`. */
  readonly untracked: string;
}

const wholeFile: FileChange = { whole: true, lines: [], added: [], gaps: [] };

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A path as git writes it in a patch: quoted like a string of C when it holds unusual characters. */
function unquote(written: string): string {
  const text = written.replace(/\t$/, '');
  if (!text.startsWith('"')) return text;
  const bytes: number[] = [];
  for (const match of text.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    const [, octal, letter, plain] = match;
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(escapes[letter] ?? letter.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(plain));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

interface Draft {
  readonly lines: [number, number][];
  readonly added: [number, number][];
  readonly gaps: number[];
  readonly removed: string[];
}

const hunkHeader = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Reads a patch without context lines: for each path what was added and what was taken out. */
function readPatch(patch: string): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  let draft: Draft = { lines: [], added: [], gaps: [], removed: [] };
  let oldLines = 0;
  let newLines = 0;
  for (const line of patch.split('\n')) {
    if (oldLines > 0 && line.startsWith('-')) {
      draft.removed.push(line.slice(1));
      oldLines -= 1;
    } else if (newLines > 0 && line.startsWith('+')) {
      newLines -= 1;
    } else if (line.startsWith('--- ') || line.startsWith('+++ ')) {
      const path = unquote(line.slice(4));
      if (path === '/dev/null') continue;
      const name = path.slice(2);
      draft = drafts.get(name) ?? { lines: [], added: [], gaps: [], removed: [] };
      drafts.set(name, draft);
    } else {
      const header = hunkHeader.exec(line);
      if (!header) continue;
      const first = Number(header[2]);
      oldLines = Number(header[1] ?? 1);
      newLines = Number(header[3] ?? 1);
      if (newLines === 0) draft.gaps.push(first);
      else draft.lines.push([first, first + newLines - 1]);
      if (oldLines === 0) draft.added.push([first, first + newLines - 1]);
    }
  }
  return drafts;
}

const fields = (text: string): string[] => text.split('\0').filter((field) => field !== '');

/** Puts together what git says. A file that is new, untracked or binary counts whole. */
export function readChanges({ since, status, patch, untracked }: RawChanges): Changes {
  const drafts = readPatch(patch);
  const files = new Map<string, FileChange>();
  const gone = new Set<string>();
  const entries = fields(status);
  for (let index = 0; index + 1 < entries.length; index += 2) {
    const kind = entries[index]!;
    const path = entries[index + 1]!;
    const draft = drafts.get(path);
    if (kind === 'D') gone.add(path);
    else if (kind === 'M' && draft) {
      const { lines, added, gaps } = draft;
      files.set(path, { whole: false, lines, added, gaps });
    } else files.set(path, wholeFile);
  }
  for (const path of fields(untracked)) {
    files.set(path, wholeFile);
    gone.delete(path);
  }
  const removed = new Map<string, readonly string[]>();
  for (const [path, draft] of drafts) if (draft.removed.length > 0) removed.set(path, draft.removed);
  return { since, files, gone, removed };
}

/** Whether anything between two lines of a file, both included, is new or was taken away. */
export function touches(change: FileChange | undefined, first: number, last: number): boolean {
  if (!change) return false;
  return (
    change.whole ||
    change.lines.some(([from, to]) => from <= last && to >= first) ||
    change.gaps.some((line) => line >= first && line < last)
  );
}
