/** Every file and directory below the root, by POSIX path relative to it. Case matters, whatever the disk thinks. */
export interface FileIndex {
  /** Paths of all files, sorted by code unit. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  hasDirectory(path: string): boolean;
  /** The names in a directory, sorted; empty when there is none. */
  list(directory: string): readonly string[];
  /** The path as the disk spells it when only its case differs, otherwise `undefined`. */
  differingCase(path: string): string | undefined;
  /** Whether the repository's ignore files leave the path out, be there a file or not. */
  isIgnored(path: string): boolean;
  /** The text of a file, read once; `undefined` when it cannot be read or is not UTF-8. */
  read(path: string): string | undefined;
  /** What a function makes of the text of a file, made once; `undefined` when it has no text. */
  made<T>(path: string, make: (text: string) => T): T | undefined;
  /** The bytes of a file. Throws the system's error when it cannot be read. */
  readBytes(path: string): Uint8Array;
  /** The files as they were before some of them were edited, when this is an index of edited ones. */
  readonly before?: { readonly files: FileIndex; readonly edited: readonly string[] } | undefined;
}

type Make<T = unknown> = (text: string) => T;

/** Keeps what functions make of the texts of files. */
export function createMade(read: (path: string) => string | undefined): FileIndex['made'] {
  const made = new Map<Make, Map<string, unknown>>();
  return <T>(path: string, make: Make<T>): T | undefined => {
    const known = made.get(make) ?? new Map<string, unknown>();
    made.set(make, known);
    if (!known.has(path)) {
      const text = read(path);
      known.set(path, text === undefined ? undefined : make(text));
    }
    return known.get(path) as T | undefined;
  };
}
