import ignore, { type Ignore } from 'ignore';
import { createMade, type FileIndex } from './file-index.ts';
import type { FileSystem } from './file-system.ts';

/** Folders that hold what machines make or install, whatever a repository's ignore files say. */
const neverRead = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.git',
  '.hg',
  '.svn',
  '.yarn',
  '.pnpm-store',
]);

/** Files that say what the repository is. Some repositories ignore them by a pattern and track them all the same. */
const alwaysRead = /^(package\.json|tsconfig(\..+)?\.json|pnpm-workspace\.yaml)$/;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface Scope {
  /** The folder of the ignore file, with a slash at the end; empty for the root. */
  readonly prefix: string;
  readonly rules: Ignore;
}

const isIgnored = (scopes: readonly Scope[], path: string, directory: boolean): boolean => {
  let ignored = false;
  for (const { prefix, rules } of scopes) {
    const result = rules.test(path.slice(prefix.length) + (directory ? '/' : ''));
    if (result.ignored) ignored = true;
    else if (result.unignored) ignored = false;
  }
  return ignored;
};

/**
 * Lists every file below the root once, leaving out what the repository's `.gitignore` files leave out. Links to files
 * are files; links to folders are not followed, because what they lead to inside the root is listed where it stands, and
 * a link to a folder above itself would never end.
 */
export function readFiles(fileSystem: FileSystem, root: string): FileIndex {
  const files = new Set<string>();
  const directories = new Map<string, string[]>([['', []]]);
  const scopesIn = new Map<string, readonly Scope[]>();

  const visit = (directory: string, inherited: readonly Scope[]): void => {
    const absolute = directory === '' ? root : `${root}/${directory}`;
    let entries: readonly { name: string; kind: string }[];
    try {
      entries = [...fileSystem.list(absolute)].sort((a, b) => compare(a.name, b.name));
    } catch (error) {
      if (directory === '') throw error;
      return;
    }
    const prefix = directory === '' ? '' : `${directory}/`;
    let scopes = inherited;
    if (entries.some((entry) => entry.name === '.gitignore' && entry.kind === 'file')) {
      try {
        const text = decoder.decode(fileSystem.readFile(`${absolute}/.gitignore`));
        scopes = [...inherited, { prefix, rules: ignore().add(text) }];
      } catch {
        // An ignore file that cannot be read ignores nothing: more is checked, not less.
      }
    }
    scopesIn.set(directory, scopes);
    const names: string[] = [];
    for (const { name, kind } of entries) {
      const path = prefix + name;
      const real = kind === 'link' ? fileSystem.kind(`${root}/${path}`) : kind;
      if (kind === 'directory') {
        if (neverRead.has(name) || isIgnored(scopes, path, true)) continue;
        names.push(name);
        directories.set(path, []);
        visit(path, scopes);
      } else if (real === 'file') {
        if (!alwaysRead.test(name) && isIgnored(scopes, path, false)) continue;
        names.push(name);
        files.add(path);
      } else if (real === 'directory') {
        names.push(name);
        directories.set(path, []);
      }
    }
    directories.set(directory, names);
  };
  visit('', []);

  const paths = [...files].sort(compare);
  let folded: Map<string, string> | undefined;
  const fold = (path: string): string => path.normalize('NFC').toLowerCase();
  const texts = new Map<string, string | undefined>();
  const readBytes = (path: string): Uint8Array => fileSystem.readFile(`${root}/${path}`);
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) {
      let text: string | undefined;
      try {
        text = decoder.decode(readBytes(path));
      } catch {
        text = undefined;
      }
      texts.set(path, text);
    }
    return texts.get(path);
  };
  return {
    paths,
    has: (path) => files.has(path),
    hasDirectory: (path) => directories.has(path),
    list: (directory) => directories.get(directory) ?? [],
    differingCase(path) {
      folded ??= new Map([...paths, ...directories.keys()].map((known) => [fold(known), known]));
      const known = folded.get(fold(path));
      return known === path ? undefined : known;
    },
    isIgnored(path) {
      let scopes = scopesIn.get('') ?? [];
      let at = '';
      return path.split('/').some((segment) => {
        at = at === '' ? segment : `${at}/${segment}`;
        const left = neverRead.has(segment) || isIgnored(scopes, at, true) || isIgnored(scopes, at, false);
        scopes = scopesIn.get(at) ?? scopes;
        return left;
      });
    },
    read,
    made: createMade(read),
    readBytes,
  };
}
