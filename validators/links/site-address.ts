import type { Link } from '../../src/docs/page.ts';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import { isBelow, joinInside, nameOf } from '../../src/workspace/path.ts';
import type { Site } from '../../src/workspace/site.ts';

/** Whether a path ends as the source of a page does. */
export const isMarkdown = (path: string): boolean => /\.(mdx?|markdown|mdoc)$/i.test(path);

/** Whether the last segment of a path ends as a file does. */
export const hasExtension = (path: string): boolean => /\.[a-z][a-z0-9]{0,9}$/i.test(nameOf(path));

/** An address as the route table spells it: no slash at the end, no `index.html`, no `.html`. */
export const cleanPath = (path: string): string => {
  const clean = path.replace(/\/{2,}/g, '/').replace(/(\/)index(\.html?)?$|\.html?$/, '$1');
  return clean.length > 1 ? clean.replace(/\/$/, '') || '/' : '/';
};

/** Joins a relative address with the address that it stands on. Going above the root stays there, as in a browser. */
function joinAddress(base: string, path: string): string {
  const segments = base.split('/').filter(Boolean);
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

/**
 * Whether the address of a page ends with a slash, by the file that makes it; `undefined` where it may or may not. Astro
 * keeps the indexes of `src/pages` as they are; what a collection holds is made by one route, and so by none of them.
 */
export function endsWithSlash(site: Site, file: string): boolean | undefined {
  const { trailingSlash } = site;
  if (trailingSlash === 'ignore') return undefined;
  if (trailingSlash !== 'by-file') return trailingSlash === 'always';
  const isOwnFile = site.folders.some(({ kind, folder }) => kind === 'pages' && isBelow(file, folder));
  return isOwnFile && /^index\./i.test(nameOf(file));
}

/**
 * The addresses that a relative link may mean, by where the browser thinks that the page stands. Those that lead out of
 * the base are no addresses of the site, and left out.
 */
export function relativeRoutes(site: Site, route: string, file: string, path: string): string[] {
  const { base } = site;
  return fullRelativeRoutes(site, `${base}${route}`, file, path).flatMap((full) =>
    base === '' || full === base || full.startsWith(`${base}/`) ? [full.slice(base.length) || '/'] : [],
  );
}

function fullRelativeRoutes(site: Site, route: string, file: string, path: string): string[] {
  const inside = joinAddress(route, path);
  const parent = route.slice(0, route.lastIndexOf('/')) || '/';
  const beside = joinAddress(parent, path);
  if (site.trailingSlash === 'always') return [inside];
  const isIndex = /^(index|readme)\./i.test(nameOf(file));
  switch (site.framework) {
    case 'starlight':
    case 'astro':
      // Sites of Astro are made of folders unless told otherwise: their own links end with a slash.
      return endsWithSlash(site, file) === false ? [beside] : [inside];
    case 'docusaurus':
      return isIndex ? [inside, beside] : [beside, inside];
    default:
      return isIndex ? [inside] : [beside];
  }
}

/** The file of the workspace that is served at an address as it is. */
export function publicFile(files: FileIndex, site: Site, path: string): string | undefined {
  for (const folder of site.publicFolders) {
    const file = joinInside(folder, path);
    if (file !== undefined && (files.has(file) || (files.hasDirectory(file) && files.has(`${file}/index.html`))))
      return file;
  }
  return undefined;
}

/** The address at which a file of a public folder is served. */
export function publicAddress(site: Site, file: string): string | undefined {
  const folder = site.publicFolders.find((known) => file.startsWith(`${known}/`));
  return folder === undefined ? undefined : file.slice(folder.length);
}

/** What a link begins with to stay below the base: nothing where the generator itself puts the base in front. */
export function writtenBase({ framework, base }: Site, { form, target = '' }: Link): string {
  // Docusaurus takes an address with the base or without: the author's way stays.
  if (framework === 'docusaurus' && target.startsWith('/') && !target.startsWith(`${base}/`)) return '';
  return framework === 'vitepress' && /^(inline|definition|reference|autolink)$/.test(form) ? '' : base;
}

/** What the address of a file begins with to stay below the base: Astro alone leaves that to the author of each. */
export const assetBase = (site: Site, link: Link): string =>
  site.framework === 'vitepress' || site.framework === 'fumadocs' ? '' : writtenBase(site, link);

/** The address of a page as a link of the site writes it. */
export function addressOf(site: Site, link: Link, route: string, fragment: string | undefined): string {
  const slash = site.trailingSlash === 'always' && route !== '/' ? '/' : '';
  return `${writtenBase(site, link)}${route}${slash}${fragment === undefined ? '' : `#${fragment}`}`;
}
