import type { Page } from '../../src/docs/page.ts';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import { directoryOf, joinInside } from '../../src/workspace/path.ts';

/** What the files that a page takes in add to its ids. */
export interface Inclusions {
  /** POSIX paths of the Markdown files whose headings become headings of the page. */
  readonly partials: readonly string[];
  /** Ids that components on the page declare. */
  readonly ids: readonly string[];
  /** Why not every id can be told, when a component makes some or a partial is not in the workspace. */
  readonly open?: string | undefined;
}

const importLine = /import\s+(\{[^}]*\}|[\w$]+)\s+from\s+(['"])([^'"\n]+)\2/y;
const includeLine = /<!--\s*@include:\s*([^\s{#-][^\s{#]*)[^>]*-->|<include[^>]*>\s*([^<\s]+)\s*<\/include>/g;
const endings = [
  '',
  '.mdx',
  '.md',
  '.astro',
  '.tsx',
  '.jsx',
  '.ts',
  '.js',
  '.vue',
  '.svelte',
  '/index.tsx',
  '/index.astro',
  '/index.ts',
];

/** Finds a file that is imported by a relative path or one of the usual short forms for the project's folders. */
export function resolveImport(files: FileIndex, from: string, specifier: string): string | undefined {
  for (const base of basesOf(from, specifier)) {
    for (const ending of endings) if (files.has(base + ending)) return base + ending;
  }
  return undefined;
}

/**
 * Where a file would stand that is named by one of the short forms and is not there; `undefined` when no folder shows what
 * the form stands for. A folder at the top of what it stands for shows nothing: every repository has those.
 */
export function missingImport(files: FileIndex, from: string, specifier: string): string | undefined {
  if (!/^[^/]+\/[^/]+\/[^/]+\//.test(specifier)) return undefined;
  return basesOf(from, specifier).find((base) => files.hasDirectory(directoryOf(base)));
}

/** The paths that a specifier may stand for, their endings left out, the likeliest first. */
function basesOf(from: string, specifier: string): string[] {
  const bases: (string | undefined)[] = [];
  if (specifier.startsWith('.')) bases.push(joinInside(directoryOf(from), specifier));
  else {
    const short = /^(?:@site|~~?|@|#|@components|@src)\/(.*)$/.exec(specifier)?.[1];
    if (short === undefined && !specifier.startsWith('/')) return [];
    const rest = short ?? specifier.slice(1);
    for (let folder = directoryOf(from); ; folder = directoryOf(folder)) {
      bases.push(joinInside(folder, rest), joinInside(folder, 'src', rest));
      if (specifier.startsWith('@components')) bases.push(joinInside(folder, 'src/components', rest));
      if (folder === '') break;
    }
  }
  return bases.filter((base) => base !== undefined);
}

const isMarkdown = (path: string): boolean => /\.(mdx?|markdown)$/i.test(path);
const isCode = (path: string): boolean => /\.(astro|vue|svelte|[cm]?[jt]sx?|json|css)$/i.test(path);

/** Whether a component is used in a text. */
function usedTag(text: string, name: string): boolean {
  for (let at = text.indexOf(`<${name}`); at >= 0; at = text.indexOf(`<${name}`, at + 1)) {
    if (/^[\s/>.]$/.test(text[at + name.length + 1] ?? '')) return true;
  }
  return false;
}

/** An import: what it binds, and from where. */
interface Import {
  readonly bound: string;
  readonly specifier: string;
}

/** The names of components that an import binds and the text uses. */
function usedComponents(text: string, { bound }: Import): string[] {
  const names = bound.startsWith('{') ? (bound.match(/[\w$]+(?=\s*[,}])/g) ?? []) : [bound];
  return names.filter((name) => /^[A-Z]/.test(name) && usedTag(text, name));
}

/** The imports of a text that begin a line. */
function* importsIn(text: string): Generator<Import> {
  for (let at = text.indexOf('import'); at >= 0; at = text.indexOf('import', at + 1)) {
    let before = at - 1;
    while (text[before] === ' ' || text[before] === '\t') before -= 1;
    if (before >= 0 && text[before] !== '\n' && text[before] !== '\r') continue;
    importLine.lastIndex = at;
    const match = importLine.exec(text);
    if (match) yield { bound: match[1]!, specifier: match[3]! };
  }
}

/** The ids that the source of a component names, and whether it makes others. */
interface ComponentIds {
  readonly ids: readonly string[];
  readonly makesIds: boolean;
}

const idsOfComponent = (source: string): ComponentIds => ({
  ids: [...source.matchAll(/\sid=(["'])([^"'{}]+)\1/g)].map((match) => match[2]!),
  makesIds:
    /\bid=\{|\bid=\$\{|:id="|\{id\}|\bid:\s/.test(source) ||
    // What is rendered of other Markdown has the sections of that.
    (/set:html|dangerouslySetInnerHTML|v-html|\{@html/.test(source) && /markdown|\bmarked\b|remark/i.test(source)),
});

/** Tells what a page takes in. */
export type InclusionsOf = (page: Page) => Inclusions;

/** Reads what pages take in, each page and each component once. */
export function createInclusions(files: FileIndex): InclusionsOf {
  const known = new Map<Page, Inclusions>();
  const components = new Map<string, ComponentIds | undefined>();
  const imports = new Map<string, string | undefined>();
  const fileOf = (from: string, specifier: string): string | undefined => {
    const key = `${directoryOf(from)} ${specifier}`;
    if (!imports.has(key)) imports.set(key, resolveImport(files, from, specifier));
    return imports.get(key);
  };
  const componentAt = (path: string): ComponentIds | undefined => {
    if (!components.has(path)) {
      const source = files.read(path);
      components.set(path, source === undefined ? undefined : idsOfComponent(source));
    }
    return components.get(path);
  };
  return (page) => {
    const inclusions = known.get(page) ?? inclusionsOf(files, page, fileOf, componentAt);
    known.set(page, inclusions);
    return inclusions;
  };
}

/** Reads what a page imports and includes, as far as it decides which ids the page has. Components are read when asked for. */
function inclusionsOf(
  files: FileIndex,
  page: Page,
  fileOf: (from: string, specifier: string) => string | undefined,
  componentAt: (path: string) => ComponentIds | undefined,
): Inclusions {
  const { text } = page.source;
  const partials: string[] = [];
  /** What is imported, and why some of what is taken in is not known, in the order in which it stands there. */
  const taken: (Import | string)[] = [];
  for (const value of Object.values(page.frontmatter)) {
    // Sites that show one page in the place of several name it in the frontmatter of the others.
    if (typeof value !== 'string' || !isMarkdown(value)) continue;
    const named = [joinInside(value), joinInside(directoryOf(page.file), value)].find(
      (path) => path !== undefined && path !== page.file && files.has(path),
    );
    if (named !== undefined) partials.push(named);
  }
  const takePartial = (specifier: string): void => {
    const plain = specifier.replace(/\\(.)/g, '$1');
    const path = fileOf(page.file, plain.replace(/^@\//, './'));
    const found = path ?? fileOf(page.file, plain);
    if (found !== undefined) partials.push(found);
    else taken.push(`it takes in ${specifier}, which is not in the workspace`);
  };
  if (text.includes('@include') || text.includes('<include')) {
    for (const match of text.matchAll(includeLine)) {
      const specifier = (match[1] ?? match[2]!).replace(/#.*$/, '');
      if (isMarkdown(specifier)) takePartial(specifier);
    }
  }
  if (text.includes('import')) {
    for (const line of importsIn(text)) {
      if (isMarkdown(line.specifier)) {
        takePartial(line.specifier);
        continue;
      }
      taken.push(line);
      if (isCode(line.specifier) || usedComponents(text, line).length === 0) continue;
      const path = fileOf(page.file, line.specifier);
      if (path !== undefined && isMarkdown(path)) partials.push(path);
    }
  }
  const readComponents = (): Pick<Inclusions, 'ids' | 'open'> => {
    const ids: string[] = [];
    let open: string | undefined;
    const mayBeInBrowser = text.includes('client:only');
    for (const part of taken) {
      if (typeof part === 'string') {
        open ??= part;
        continue;
      }
      const used = usedComponents(text, part);
      if (used.length === 0) continue;
      const inBrowser =
        mayBeInBrowser && used.find((name) => new RegExp(`<${name}\\s[^<>]*\\bclient:only\\b`).test(text));
      if (inBrowser) open ??= `<${inBrowser}> is rendered in the browser only`;
      const path = fileOf(page.file, part.specifier);
      const component = path === undefined || isMarkdown(path) ? undefined : componentAt(path);
      if (component?.makesIds) open ??= `${used[0]} makes ids of its own`;
      if (component) ids.push(...component.ids);
    }
    return { ids, open };
  };
  let components: Pick<Inclusions, 'ids' | 'open'> | undefined;
  const told = (): Pick<Inclusions, 'ids' | 'open'> => {
    components ??= readComponents();
    return components;
  };
  return {
    partials,
    get ids() {
      return told().ids;
    },
    get open() {
      return told().open;
    },
  };
}
