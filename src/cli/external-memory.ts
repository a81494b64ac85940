import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { MemoryStore } from '../external/external-links.ts';
import { replaceFile } from './replace-file.ts';

/** Where the memory is kept when the config names no file. */
export const usualMemory = 'node_modules/.cache/docproof/external.json';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** A folder, or the nearest one above it that is there. */
const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

/**
 * Keeps the memory of external links in a file below the root. It is written beside its place and then moved there, so
 * that whoever reads it, and whoever ends the program, finds it whole. `asked` is the path from the config.
 */
export function fileMemory(root: string, asked?: string): MemoryStore {
  const file = join(root, asked ?? usualMemory);
  const folder = dirname(file);
  return {
    read() {
      try {
        return readFileSync(file, 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    write(text) {
      // A folder that is linked to elsewhere is followed where packages are kept, and nowhere else.
      if (asked !== undefined && relative(realpathSync(root), realpathSync(existing(folder))).split(sep)[0] === '..') {
        throw new Error(`${asked} leads out of the repository`);
      }
      mkdirSync(folder, { recursive: true });
      replaceFile(file, text);
    },
    setAside() {
      const aside = `${file}.damaged`;
      renameSync(file, aside);
      return basename(aside);
    },
  };
}
