/** Turns a workspace pattern such as `packages/*` or `apps/**` into a test of folders. */
export function folderPattern(pattern: string): (folder: string) => boolean {
  const clean = pattern
    .replace(/^\.\//, '')
    .replace(/\/+$/, '')
    .replace(/\/package\.json$/, '');
  const source = clean
    .split('/')
    .map((segment) =>
      segment === '**'
        ? '(?:.+/)?'
        : `${segment
            .replace(/[.+^$()|[\]\\]/g, '\\$&')
            .replace(/\*+/g, '[^/]*')
            .replace(/\?/g, '[^/]')
            .replace(/\{([^}]*)\}/g, (_, options: string) => `(?:${options.split(',').join('|')})`)}/`,
    )
    .join('');
  const expression = new RegExp(`^${source}$`);
  return (folder) => expression.test(`${folder}/`);
}
