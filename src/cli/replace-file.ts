import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Replaces a file as a whole. The text is written beside its place and then moved there, so that whoever reads the file,
 * and whoever ends the program, finds it whole. Throws the system's error, and leaves nothing behind.
 */
export function replaceFile(file: string, text: string, mode?: number): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    // What stands there already, and may be a link to elsewhere, is not written through.
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { flag: 'wx' });
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
