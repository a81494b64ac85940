import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { FixedFile } from '../check/fix.ts';
import { replaceFile } from './replace-file.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write it',
  EPERM: 'you may not write it',
  ENOENT: 'it is no longer there',
  EROFS: 'its disk is read-only',
  ENOSPC: 'the disk is full',
};

/**
 * Writes a fixed file, unless it is only asked whether that can be done. Returns why it cannot: it stands outside of the
 * root, is read-only, or is no longer what was checked. `root` is a path with every link followed. The mode is kept.
 */
export function writeFixed(root: string, { path, before, after }: FixedFile, dryRun: boolean): string | undefined {
  const inside = relative(root, path);
  if (inside.split(sep)[0] === '..' || isAbsolute(inside)) return 'it leads out of the repository';
  try {
    const { mode } = statSync(path);
    if ((mode & 0o222) === 0) return 'it is read-only';
    accessSync(path, constants.W_OK);
    if (!readFileSync(path).equals(Buffer.from(before))) return 'it changed while it was being checked';
    if (!dryRun) replaceFile(path, after, mode & 0o7777);
    return undefined;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return reasons[code] ?? message;
  }
}
