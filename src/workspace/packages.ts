/** One subpath that a package publishes, and the source file behind it. */
export interface PackageEntry {
  /** As in `exports`: `.`, `./core`, `./locales/*`. */
  readonly subpath: string;
  /** POSIX path of the source file (TypeScript, JavaScript or a hand-written `.d.ts`), with `*` where the subpath has it. */
  readonly source: string;
}

/** A package whose documentation is under check. */
export interface WorkspacePackage {
  readonly name: string;
  /** POSIX path of its folder, `''` for the root. */
  readonly directory: string;
  readonly private: boolean;
  /** True for a dependency that the docs of a repository without packages of its own are about. */
  readonly installed: boolean;
  readonly version?: string | undefined;
  /** The subpaths that it publishes and where their source is. Empty when no source was found. */
  readonly entries: readonly PackageEntry[];
  /** True when `exports` limits what can be imported; without it any file can. */
  readonly sealed: boolean;
  /** Subpaths that `exports` names but whose source was not found. */
  readonly unresolved: readonly string[];
  /** The parsed package.json. */
  readonly manifest: Readonly<Record<string, unknown>>;
}
