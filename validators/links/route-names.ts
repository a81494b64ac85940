import { slug } from 'github-slugger';
import { directoryOf, joinInside, nameOf } from '../../src/workspace/path.ts';
import type { Site, SiteFolder } from '../../src/workspace/site.ts';

/** What of a page's frontmatter decides its address. */
export interface RouteFrontmatter {
  readonly slug?: unknown;
  readonly id?: unknown;
}

const joinRoute = (...parts: readonly string[]): string => {
  const joined = joinInside(...parts) ?? '';
  return `/${joined}`;
};

const withoutIndex = (path: string): string => path.replace(/(^|\/)index$/, '');

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Docusaurus takes numbers off file names, except where they look like a date or a version. */
function withoutNumber(segment: string): string {
  if (/^(\d{2}|\d{4})[-_.]\d{2}|^\d+[-_.]\d+/.test(segment)) return segment;
  return /^\d+\s*[-_.]+\s*([^-_.\s].*)$/.exec(segment)?.[1] ?? segment;
}

function docusaurusRoute(folder: SiteFolder, path: string, frontmatter: RouteFrontmatter): string {
  const directory = directoryOf(path).split('/').map(withoutNumber).join('/');
  const file = nameOf(path);
  if (isWord(frontmatter.slug)) {
    const relative = frontmatter.slug.startsWith('/') ? '' : directory;
    return joinRoute(folder.route, relative, frontmatter.slug);
  }
  const parent = directoryOf(path) === '' ? '' : nameOf(directoryOf(path));
  const isIndex = /^(index|readme)$/i.test(file) || (file !== '' && file.toLowerCase() === parent.toLowerCase());
  if (isIndex) return joinRoute(folder.route, directory);
  const name = isWord(frontmatter.id) ? frontmatter.id : withoutNumber(file);
  return joinRoute(folder.route, directory, name);
}

/**
 * The address of a post: its slug, or its date and name, which stand in the name of the file or of its folders
 * (https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog).
 */
function postRoute(folder: SiteFolder, path: string, frontmatter: RouteFrontmatter): string {
  if (isWord(frontmatter.slug)) return joinRoute(folder.route, frontmatter.slug);
  const dated = /^(.*?)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)(?:\/index)?$/.exec(path);
  if (!dated) return joinRoute(folder.route, withoutIndex(path));
  const [, before = '', date = '', name = ''] = dated;
  return joinRoute(folder.route, date.replaceAll('-', '/'), before, name);
}

/**
 * The address of a page, without base and without a slash at the end. `path` is relative to the folder. Returns
 * `undefined` for a file that the generator does not publish.
 */
export function routeOf(
  site: Site,
  folder: SiteFolder,
  path: string,
  frontmatter: RouteFrontmatter,
): string | undefined {
  const bare = path.replace(/\.(mdx?|markdown|mdoc)$/i, '');
  if (nameOf(bare).startsWith('_')) return undefined;
  switch (site.framework) {
    case 'starlight':
    case 'astro': {
      if (folder.kind === 'pages')
        return path.split('/').some((part) => part.startsWith('_'))
          ? undefined
          : joinRoute(folder.route, withoutIndex(bare));
      if (isWord(frontmatter.slug)) return joinRoute(folder.route, frontmatter.slug);
      const id = bare
        .split('/')
        .map((segment) => slug(segment))
        .join('/');
      return joinRoute(folder.route, withoutIndex(id));
    }
    case 'docusaurus':
      if (bare.split('/').some((part) => part.startsWith('_'))) return undefined;
      if (folder.kind === 'blog') return postRoute(folder, bare, frontmatter);
      return folder.kind === 'pages'
        ? joinRoute(folder.route, withoutIndex(bare))
        : docusaurusRoute(folder, bare, frontmatter);
    case 'vitepress':
      return joinRoute(folder.route, withoutIndex(bare));
    case 'fumadocs': {
      const segments = bare.split('/').filter((segment) => !/^\(.*\)$/.test(segment));
      return joinRoute(folder.route, withoutIndex(segments.join('/')));
    }
  }
}
