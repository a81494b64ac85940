import type { Block } from '../../src/docs/page.ts';
import { nameInInfo } from './data/file-name.ts';

/** How a block is checked. */
export type Language =
  | { readonly kind: 'script'; readonly extension: ScriptExtension; readonly diff: boolean }
  /** Not a language that this validator reads. */
  | { readonly kind: 'other'; readonly name: string };

/** The file ending that decides how TypeScript reads a block. */
export type ScriptExtension = 'ts' | 'tsx' | 'mts' | 'cts' | 'js' | 'jsx' | 'mjs' | 'cjs';

const spellings: Readonly<Record<string, ScriptExtension>> = {
  ts: 'ts',
  typescript: 'ts',
  tsx: 'tsx',
  typescriptreact: 'tsx',
  mts: 'mts',
  cts: 'cts',
  js: 'js',
  javascript: 'js',
  jsx: 'jsx',
  javascriptreact: 'jsx',
  mjs: 'mjs',
  cjs: 'cjs',
};

/** The word of an info string that names the language: `{.ts .numberLines}`, `ts{1,3}` and `ts:title` name `ts`. */
function word(lang: string): string {
  return /^\{?\.?([A-Za-z0-9+#_-]+)/.exec(lang)?.[1]?.toLowerCase() ?? '';
}

/** Files that are no script, whatever the fence names so that it is coloured. */
const otherFile = /\.(prisma|graphqls?|gql|s?css|less|html?|vue|svelte|astro|mdx?|sql|sh|ya?ml|toml|jsonc?|xml|txt)$/i;

/** Reads the language of a block from its info string, in the spellings that are found in the wild. */
export function languageOf(block: Block): Language {
  const name = word(block.lang);
  const script = spellings[name];
  const stated = script && nameInInfo(block);
  if (stated !== undefined && otherFile.test(stated)) return { kind: 'other', name: stated };
  if (script) return { kind: 'script', extension: script, diff: /(^|\s)diff(\s|$)/.test(block.meta) };
  if (name === 'diff') {
    const inner = /\blang=["']?([A-Za-z]+)/.exec(block.meta)?.[1] ?? /^[A-Za-z]+/.exec(block.meta)?.[0] ?? '';
    const extension = spellings[inner.toLowerCase()];
    if (extension) return { kind: 'script', extension, diff: true };
  }
  return { kind: 'other', name: name === '' ? 'no language' : name };
}
