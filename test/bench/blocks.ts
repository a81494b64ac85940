import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of TypeScript on a page, found by the plainest means. */
export interface BenchBlock {
  /** Absolute path of a file beside the page that the block could be. */
  readonly path: string;
  readonly code: string;
}

/** The blocks of TypeScript on every Markdown page of a folder. A `statement` is put in front of blocks that import nothing. */
export function blocksOf(folder: string, statement = ''): BenchBlock[] {
  const blocks: BenchBlock[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.mdx?$/.test(name) || /(^|[/\\])(node_modules|\.[^/\\]+)[/\\]/.test(name)) continue;
    let index = 0;
    for (const [, lang = '', code = ''] of readFileSync(join(folder, name), 'utf8').matchAll(
      /^```(ts|tsx|typescript)\b[^\n]*\n([\s\S]*?)^```$/gm,
    )) {
      const ending = lang === 'tsx' ? 'tsx' : 'ts';
      const text = /^import\b/m.test(code) ? code : statement + code;
      blocks.push({ path: join(folder, `${name}.${index}.${ending}`), code: text });
      index += 1;
    }
  }
  return blocks;
}
