import { createMade, type FileIndex } from './file-index.ts';
import { directoryOf, nameOf } from './path.ts';

/** Texts that files have instead of their own, by POSIX path relative to the root. `undefined`: the file is gone. */
export type EditedTexts = ReadonlyMap<string, string | undefined>;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const encoder = new TextEncoder();

const missing = (path: string): Error => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });

/** Every folder above a path, the root left out. */
function* foldersAbove(path: string): Generator<string> {
  for (let at = directoryOf(path); at !== ''; at = directoryOf(at)) yield at;
}

/** Files as they would be with other texts. The files below are not read again. */
export function editFiles(below: FileIndex, texts: EditedTexts): FileIndex {
  if (texts.size === 0) return below;
  const created = [...texts].filter(([path, text]) => text !== undefined && !below.has(path)).map(([path]) => path);
  const deleted = [...texts].filter(([path, text]) => text === undefined && below.has(path)).map(([path]) => path);
  const isGone = new Set(deleted);
  const paths =
    created.length + deleted.length === 0
      ? below.paths
      : [...below.paths.filter((path) => !isGone.has(path)), ...created].sort(compare);
  const added = new Map<string, Set<string>>();
  for (const path of created) {
    for (const one of [path, ...foldersAbove(path)]) {
      const folder = directoryOf(one);
      added.set(folder, (added.get(folder) ?? new Set()).add(nameOf(one)));
    }
  }
  const made = createMade((path) => texts.get(path));
  const has = (path: string): boolean => (texts.has(path) ? texts.get(path) !== undefined : below.has(path));
  const hasDirectory = (path: string): boolean => below.hasDirectory(path) || added.has(path);
  return {
    paths,
    has,
    hasDirectory,
    list(directory) {
      const names = new Set([...below.list(directory), ...(added.get(directory) ?? [])]);
      for (const path of deleted) if (directoryOf(path) === directory) names.delete(nameOf(path));
      return [...names].sort(compare);
    },
    differingCase(path) {
      const known = below.differingCase(path);
      if (known !== undefined && (has(known) || hasDirectory(known))) return known;
      const folded = path.normalize('NFC').toLowerCase();
      return created.find((one) => one !== path && one.normalize('NFC').toLowerCase() === folded);
    },
    isIgnored: (path) => below.isIgnored(path),
    read: (path) => (texts.has(path) ? texts.get(path) : below.read(path)),
    made: (path, make) => (texts.has(path) ? made(path, make) : below.made(path, make)),
    readBytes(path) {
      if (!texts.has(path)) return below.readBytes(path);
      const text = texts.get(path);
      if (text === undefined) throw missing(path);
      return encoder.encode(text);
    },
    before: { files: below, edited: [...texts.keys()] },
  };
}
