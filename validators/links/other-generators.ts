import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf, isBelow, nameOf } from '../../src/workspace/path.ts';

/** Tells whether a generator publishes a file whose addresses and ids of headings Docproof does not know. */
export type PublishedOtherwise = (file: string) => boolean;

/** The folder of pages that belongs to a file which only such a generator reads; `undefined` for any other file. */
function folderOf(path: string): string | undefined {
  const folder = directoryOf(path);
  switch (nameOf(path).replace(/\.[^.]+$/, '')) {
    // VuePress keeps its config in a folder beside the pages, docsify its menu.
    case 'config':
      return nameOf(folder) === '.vuepress' ? directoryOf(folder) : undefined;
    case '_sidebar':
      return path.endsWith('.md') ? folder : undefined;
    // MkDocs and mdBook have the pages in a folder below their config.
    case 'mkdocs':
      return /\.ya?ml$/.test(path) ? (folder === '' ? 'docs' : `${folder}/docs`) : undefined;
    case 'book':
      return path.endsWith('.toml') ? (folder === '' ? 'src' : `${folder}/src`) : undefined;
    // Mintlify stands beside the pages.
    case 'mint':
      return path.endsWith('.json') ? folder : undefined;
    default:
      return undefined;
  }
}

/** Finds the folders that VuePress, docsify, MkDocs, mdBook and Mintlify publish, by the files that only these read. */
export function createPublishedOtherwise(files: FileIndex): PublishedOtherwise {
  let folders: readonly string[] | undefined;
  return (file) => {
    folders ??= [...new Set(files.paths.flatMap((path) => folderOf(path) ?? []))].filter((folder) => folder !== '');
    return folders.some((folder) => isBelow(file, folder));
  };
}
