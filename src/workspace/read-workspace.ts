import type { FileIndex } from './file-index.ts';
import type { FileSystem } from './file-system.ts';
import { findPages } from './find-pages.ts';
import { isJsonObject } from './json.ts';
import { readFiles } from './read-files.ts';
import { readPackages } from './read-packages.ts';
import { findSites } from './sites/find-sites.ts';
import type { Workspace } from './workspace.ts';

/** What a config may say of the workspace. */
export interface WorkspaceOptions {
  /** Patterns, as in an ignore file, of the pages to check instead of those found by custom. */
  readonly include?: readonly string[] | undefined;
  /** Patterns, as in an ignore file, of pages to leave out. */
  readonly exclude?: readonly string[] | undefined;
  /** POSIX paths of pages that are checked whatever the patterns say. */
  readonly named?: readonly string[] | undefined;
}

/** What a reader of the report should know of the manifest at the root. */
function notesOn(files: FileIndex): string[] {
  const manifest = files.read('package.json');
  if (manifest === undefined || isJsonObject(manifest)) return [];
  return ['package.json is no valid JSON; what could be read of it was used'];
}

/** Finds the packages, pages and sites among files. */
export function workspaceOf(files: FileIndex, root: string, options: WorkspaceOptions = {}): Workspace {
  const pages = new Set(findPages(files.paths, options.include, options.exclude));
  for (const page of options.named ?? []) if (files.has(page)) pages.add(page);
  return {
    root,
    files,
    packages: readPackages(files),
    pages: [...pages].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    sites: findSites(files),
    notes: notesOn(files),
  };
}

/** Reads the repository once: its files, packages, pages and sites. */
export const readWorkspace = (fileSystem: FileSystem, root: string, options: WorkspaceOptions = {}): Workspace =>
  workspaceOf(readFiles(fileSystem, root), root, options);
