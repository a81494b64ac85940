import type { BuiltSite } from '../../src/built/built-site.ts';

/** The address of a built file, from the folder of the site: `a/index.html` is `/a/`. */
export const pathOf = (file: string): string => `/${file.replace(/(^|\/)index\.html?$/i, '$1')}`;

/** An address as a route table spells it: no slash at the end, no `index.html`, no `.html`. */
export const cleanPath = (path: string): string => {
  const clean = path.replace(/\/{2,}/g, '/').replace(/\/index(\.html?)?$|\.html?$/i, '');
  return clean.replace(/(.)\/$/, '$1') || '/';
};

/** The files that may stand at an address, the likeliest first. */
export function* candidatesAt(path: string): Generator<string> {
  const name = path.replace(/\/{2,}/g, '/').slice(1);
  if (name === '' || name.endsWith('/')) {
    yield `${name}index.html`;
    yield `${name}index.htm`;
    if (name !== '') yield `${name.slice(0, -1)}.html`;
  } else {
    yield name;
    yield `${name}.html`;
    yield `${name}/index.html`;
    yield `${name}.htm`;
  }
}

/** The file that a web server would answer with. The address is decoded, and counts from the folder of the site. */
export function fileAt({ files }: Pick<BuiltSite, 'files'>, path: string): string | undefined {
  for (const candidate of candidatesAt(path)) if (files.has(candidate)) return candidate;
  return undefined;
}
