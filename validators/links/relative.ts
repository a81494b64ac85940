/** The path from the folder of one file to another, as a link writes it. Paths are POSIX and relative to the root. */
export function relativePath(fromDirectory: string, to: string): string {
  const from = fromDirectory === '' ? [] : fromDirectory.split('/');
  const target = to.split('/');
  let same = 0;
  while (same < from.length && same < target.length - 1 && from[same] === target[same]) same += 1;
  const up = from.length - same;
  const path = [...Array<string>(up).fill('..'), ...target.slice(same)].join('/');
  return up === 0 ? `./${path}` : path;
}
