/** What became of a name that the code had before. */
export interface FormerName {
  readonly name: string;
  /** What the same thing is called now; absent when it was taken away, or when that cannot be told. */
  readonly became?: string | undefined;
  /** Whether it is certain that it is the same thing. */
  readonly certain: boolean;
  /** The pages that had the name before that, by their paths then; absent when that is not known. */
  readonly pages?: ReadonlySet<string> | undefined;
  /** Where it was changed, as a reader can look it up: the short id of a commit. */
  readonly commit?: string | undefined;
}

/** Tells which of these names the code had before, and what became of them. */
export type FormerNames = (names: readonly string[]) => Promise<ReadonlyMap<string, FormerName>>;

/** The file that `docproof snapshot` writes, relative to the root. */
export const manifestFile = 'docproof.snapshot.json';
