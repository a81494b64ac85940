import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';

/** A copy of a repository with the pages of one folder, and nothing that is installed or built. */
export interface Pages {
  /** The copy. */
  readonly root: string;
  /** The folder of the pages in it. */
  readonly folder: string;
  readonly count: number;
  remove(): void;
}

/** Where the pages of a repository stand: of Astro's docs the English ones, of this one its site. */
const known = ['src/content/docs/en', 'site/content/docs'];

const left = new Set(['node_modules', 'dist', 'dist-site', '.git', '.astro', 'test']);

const isPage = (name: string): boolean => /\.mdx?$/.test(name);

/** The folder of pages that `CORPUS` names; this repository without it. */
export const corpus = process.env.CORPUS ?? join(import.meta.dirname, '../..');

/** Whether `CORPUS` names a copy of https://github.com/withastro/docs, which the published figures are of. */
export const isAstroDocs = existsSync(join(corpus, known[0]!));

/** Copies a repository, with the folder of its pages as often as it takes to have at least so many. */
export function copyPages(least = 1): Pages {
  const path = known.find((candidate) => existsSync(join(corpus, candidate)));
  if (path === undefined) throw new Error(`${corpus} has pages neither in ${known.join(' nor in ')}.`);
  const root = mkdtempSync(join(tmpdir(), 'docproof-bench-'));
  const above = join(path, '..');
  // What CORPUS names may be a link to it.
  const whole = realpathSync(corpus);
  cpSync(whole, root, {
    recursive: true,
    filter(source) {
      const inside = relative(whole, source).split(sep).join('/');
      // Of the languages of the pages, one is enough.
      const isOther = isAstroDocs && inside.startsWith(`${above}/`) && !`${inside}/`.startsWith(`${path}/`);
      return !isOther && !left.has(basename(source));
    },
  });
  const folder = join(root, path);
  const once = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isPage).length;
  const copies = Math.ceil(least / once);
  for (let copy = 2; copy <= copies; copy += 1) {
    cpSync(join(corpus, path), join(root, above, `${basename(path)}-${copy}`), { recursive: true });
  }
  return { root, folder, count: once * copies, remove: () => rmSync(root, { recursive: true, force: true }) };
}
