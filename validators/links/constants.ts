import type { Link, Page } from '../../src/docs/page.ts';
import type { FileIndex } from '../../src/workspace/file-index.ts';
import {
  type ImportedModule,
  readStaticConfig,
  type StaticConfig,
  stringOf,
} from '../../src/workspace/sites/config.ts';
import { resolveImport } from './partials.ts';

const name = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const member = new RegExp(`^${name}(\\.${name})*$`, 'u');
/** Files that a bundler gives an address to when they are imported. */
const isAsset = /\.(png|jpe?g|gif|svg|webp|avif|ico|mp4|webm|mp3|pdf)$/i;
const hole = /\$\{([^{}]*)\}/g;

/** Finds what a computed destination is when it is made of constants: of the page, of its frontmatter, of what it imports. */
export type FoldConstant = (page: Page, link: Link) => string | undefined;

/** The page without its blocks of code, whose declarations are not the page's own. */
function textOf(page: Page): string {
  let text = '';
  let at = 0;
  for (const { location } of page.blocks) {
    const start = page.source.offsetAt(location);
    const end = page.source.offsetAt({ line: location.endLine, column: location.endColumn });
    if (start < at) continue;
    text += page.source.text.slice(at, start);
    at = end;
  }
  return text + page.source.text.slice(at);
}

/** Reads the constants of each page once. */
export function createFoldConstant(files: FileIndex): FoldConstant {
  const known = new Map<Page, StaticConfig>();

  const moduleAt = (from: string, specifier: string): ImportedModule | undefined => {
    const path = resolveImport(files, from, specifier);
    const text = path === undefined || !/\.[cm]?[jt]sx?$/.test(path) ? undefined : files.read(path);
    return path === undefined || text === undefined ? undefined : { text, load: (next) => moduleAt(path, next) };
  };

  const constantsOf = (page: Page): StaticConfig => {
    const constants = known.get(page) ?? readStaticConfig(textOf(page), (specifier) => moduleAt(page.file, specifier));
    known.set(page, constants);
    return constants;
  };

  const constantAt = (page: Page, path: string): string | undefined => {
    const [first = '', ...rest] = path.split('.');
    if (first === 'frontmatter') {
      let value: unknown = page.frontmatter;
      for (const key of rest) value = (value as Record<string, unknown> | null | undefined)?.[key];
      return typeof value === 'string' ? value : undefined;
    }
    const constants = constantsOf(page);
    return stringOf(constants.get({ kind: 'reference', name: first }, ...rest)) ?? importedAsset(page, path);
  };

  /** A file that the page imports to show it, as `import logo from './logo.svg'` does. */
  const importedAsset = (page: Page, name: string): string | undefined => {
    const written = new RegExp(
      `^[ \\t]*import\\s+${name.replace(/[$.]/g, '\\$&')}\\s+from\\s+(['"])([^'"\\n]+)\\1`,
      'm',
    );
    const specifier = written.exec(textOf(page))?.[2]?.replace(/\?.*$/, '');
    return specifier !== undefined && isAsset.test(specifier) && /^[.@~/]/.test(specifier) ? specifier : undefined;
  };

  return (page, { expression }) => {
    if (expression === undefined || page.syntax !== 'mdx') return undefined;
    if (member.test(expression)) return constantAt(page, expression);
    const template = /^`([^`\\]*)`$/.exec(expression)?.[1];
    if (template === undefined) return undefined;
    let isWhole = true;
    const text = template.replace(hole, (_, inner: string) => {
      const value = member.test(inner.trim()) ? constantAt(page, inner.trim()) : undefined;
      if (value === undefined) isWhole = false;
      return value ?? '';
    });
    return isWhole && !text.includes('${') ? text : undefined;
  };
}
