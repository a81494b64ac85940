import { slug } from 'github-slugger';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import type { Site } from '../../src/workspace/site.ts';

/** Finds the file of a site's own code that may add a section to its pages, by the id that the section would have. */
export type AddedSections = (site: Site, fragment: string) => string | undefined;

const isCode = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path) && !/\.(test|spec|d)\.[cm]?tsx?$/.test(path);
/** Folders of a project whose code makes no pages. */
const elsewhere = /(^|\/)(node_modules|packages|examples?|tests?|__tests__|dist|cache)\//;

/** Headings as Markdown that code puts together: on a line of a template, or after `\n` in a string. */
const written = /(?:^[ \t]*|\\n|['"`])#{2,6}[ \t]+([^\n\\'"`$]+)/gm;
/** Names in code that makes headings as nodes of a tree. */
const named = /(['"])(\p{Lu}[^'"\n]{0,60})\1/gu;

/** The files that hold the code of a site: what its config is made of, its content left out. */
function* codeOf(files: FileIndex, site: Site): Generator<string> {
  const root = site.framework === 'vitepress' ? `${site.root}/.vitepress/`.replace(/^\//, '') : `${site.root}/`;
  const content = [
    ...site.folders.filter(({ kind }) => kind !== 'pages').map(({ folder }) => folder),
    ...site.publicFolders,
  ];
  for (const path of files.paths) {
    if (root !== '/' && !path.startsWith(root)) continue;
    if (!isCode(path) || elsewhere.test(path.slice(root === '/' ? 0 : root.length))) continue;
    if (site.framework !== 'vitepress' && content.some((folder) => path.startsWith(`${folder}/`))) continue;
    yield path;
  }
}

/** Reads the code of each site once, when a section of one of its pages is missed. */
export function createAddedSections(files: FileIndex): AddedSections {
  const known = new Map<Site, ReadonlyMap<string, string>>();
  const read = (site: Site): ReadonlyMap<string, string> => {
    const found = new Map<string, string>();
    for (const path of codeOf(files, site)) {
      const text = files.read(path) ?? '';
      if (!/heading|\.mdx?\b|markdown/i.test(text)) continue;
      for (const match of text.matchAll(written)) found.set(slug(match[1]!.trim()), path);
      if (!/heading/i.test(text) || !/['"](mdast|hast|unist)\b/.test(text)) continue;
      for (const match of text.matchAll(named)) found.set(slug(match[2]!.trim()), path);
    }
    return found;
  };
  return (site, fragment) => {
    const sections = known.get(site) ?? read(site);
    known.set(site, sections);
    return sections.get(fragment);
  };
}
