import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf, nameOf } from '../../src/workspace/path.ts';

/** Finds the source file whose comments take in the Markdown of a folder, so that it is read where the comments are shown. */
export type TakenByComments = (file: string) => string | undefined;

const isSource = (path: string): boolean => /\.[cm]?tsx?$/.test(path);

/** Looks through the sources beside the folder of a page for TypeDoc's `{@include ./folder/page.md}`. */
export function createTakenByComments(files: FileIndex): TakenByComments {
  const known = new Map<string, string | undefined>();
  const find = (folder: string): string | undefined => {
    const above = directoryOf(folder);
    return files
      .list(above)
      .map((name) => (above === '' ? name : `${above}/${name}`))
      .find((path) => isSource(path) && files.read(path)?.includes(`{@include ./${nameOf(folder)}/`));
  };
  return (file) => {
    const folder = directoryOf(file);
    if (folder !== '' && !known.has(folder)) known.set(folder, find(folder));
    return known.get(folder);
  };
}
