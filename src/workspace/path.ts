/** The folder of a POSIX path, `''` for a name at the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last segment of a POSIX path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path is a folder or stands below it. Everything is below the root, whose path is empty. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/**
 * Joins POSIX paths relative to the root and takes out `.` and `..`. Returns `undefined` when the result leads out of
 * the root.
 */
export function joinInside(...parts: readonly string[]): string | undefined {
  const segments: string[] = [];
  for (const part of parts) {
    for (const segment of part.split('/')) {
      if (segment === '' || segment === '.') continue;
      if (segment !== '..') segments.push(segment);
      else if (segments.pop() === undefined) return undefined;
    }
  }
  return segments.join('/');
}
