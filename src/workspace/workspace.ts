import type { FileIndex } from './file-index.ts';
import type { WorkspacePackage } from './packages.ts';
import type { Site } from './site.ts';

/** The repository under check: what is on disk, read once. */
export interface Workspace {
  /** Absolute path of the root. */
  readonly root: string;
  /** Every file and directory below the root, except what is ignored. */
  readonly files: FileIndex;
  /** The root package and every workspace package. */
  readonly packages: readonly WorkspacePackage[];
  /** POSIX paths of the pages under check, sorted. */
  readonly pages: readonly string[];
  /** The sites that publish pages of this workspace. A page that no site publishes is read as on GitHub. */
  readonly sites: readonly Site[];
  /** What a reader of the report should know of how the workspace was read. */
  readonly notes: readonly string[];
}
