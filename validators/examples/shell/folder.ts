import type { ShellWord } from './command.ts';

/** Joins a path to the folder that a command runs in; `undefined` when it is not known, or no path inside the repository. */
export function pathIn(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined || /^[/~]|:\/\//.test(path)) return undefined;
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else segments.push(segment);
  }
  return segments.join('/');
}

/** The folder that the next command runs in. */
export function folderAfter(folder: string | undefined, words: readonly ShellWord[]): string | undefined {
  const [program, ...rest] = words;
  if (program?.text !== 'cd' && program?.text !== 'pushd') return program?.text === 'popd' ? undefined : folder;
  const target = rest.find(({ text }) => text === undefined || !/^-./.test(text));
  return target?.text === undefined || target.text === '-' ? undefined : pathIn(folder, target.text);
}
