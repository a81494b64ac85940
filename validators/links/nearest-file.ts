import { nearest } from '../../src/config/nearest.ts';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf, nameOf } from '../../src/workspace/path.ts';

/** Finds the file that a broken path was probably meant to name. */
export type NearestFile = (path: string) => string | undefined;

const shared = (a: string, b: string): number => {
  const left = a.split('/');
  const right = new Set(b.split('/'));
  return left.filter((segment) => right.has(segment)).length;
};

/**
 * Looks in this order: the folder that the path names, for a name that was mistyped; anywhere, for a file that was
 * moved; along the path, for a folder that was mistyped.
 */
export function createNearestFile(files: FileIndex): NearestFile {
  let byName: Map<string, string[]> | undefined;
  return (path) => {
    const directory = directoryOf(path);
    const name = nameOf(path);
    if (files.hasDirectory(directory)) {
      const found = nearest(name, files.list(directory));
      if (found !== undefined) return directory === '' ? found : `${directory}/${found}`;
    }
    if (!byName) {
      byName = new Map();
      for (const known of files.paths) {
        const key = nameOf(known).toLowerCase();
        const list = byName.get(key);
        if (list) list.push(known);
        else byName.set(key, [known]);
      }
    }
    const moved = /^(readme\.md|index\.(mdx?|[jt]sx?))$/i.test(name) ? [] : (byName.get(name.toLowerCase()) ?? []);
    let best: string | undefined;
    let most = -1;
    for (const candidate of moved) {
      const score = shared(candidate, path) * 100 - candidate.split('/').length;
      if (score > most) [best, most] = [candidate, score];
    }
    if (best !== undefined) return best;

    let corrected = '';
    for (const segment of path.split('/')) {
      const below = corrected === '' ? segment : `${corrected}/${segment}`;
      if (files.has(below) || files.hasDirectory(below)) {
        corrected = below;
        continue;
      }
      const found = nearest(segment, files.list(corrected));
      if (found === undefined) return undefined;
      corrected = corrected === '' ? found : `${corrected}/${found}`;
    }
    return files.has(corrected) || files.hasDirectory(corrected) ? corrected : undefined;
  };
}
