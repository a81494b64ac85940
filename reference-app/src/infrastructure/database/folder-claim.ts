import { readFileSync, statSync } from 'node:fs';
import { link, rename, rm, writeFile } from 'node:fs/promises';

/** Whether a process of that id runs, as far as this program may know. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The number that a file begins with, such as the process id in a lock file. `undefined` when there is none. */
export function readNumber(file: string): number | undefined {
  try {
    const number = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isNaN(number) ? undefined : number;
  } catch {
    return undefined;
  }
}

/** How long a start may take: so long is a claim good though no server runs yet. In milliseconds. */
const startPatience = 120_000;

const isYoung = (file: string): boolean => {
  try {
    return Date.now() - statSync(file).mtimeMs < startPatience;
  } catch {
    return false;
  }
};

/** What this process has claimed. Its own id in a file of another run, as in containers, is no claim. */
const claimed = new Set<string>();

/**
 * Claims a folder for this process with a file that holds its id. Returns the id of the process that has it when there is
 * one: it lives, and runs a server or has just begun. What a killed run left behind does not count.
 */
export async function claimFolder(file: string, isServerRunning: () => boolean): Promise<number | undefined> {
  const own = `${file}.${process.pid}`;
  for (;;) {
    if (claimed.has(file)) return process.pid;
    claimed.add(file);
    try {
      await writeFile(own, String(process.pid));
      // A link comes into being with its content, so that nobody reads an empty claim.
      await link(own, file);
      return undefined;
    } catch (error) {
      claimed.delete(file);
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(own, { force: true });
    }
    const owner = readNumber(file);
    if (owner !== undefined && owner !== process.pid && isAlive(owner) && (isServerRunning() || isYoung(file))) {
      return owner;
    }
    await takeAway(file, owner);
  }
}

/** Removes the claim of a process that is gone, and nothing that another has claimed in the meantime. */
async function takeAway(file: string, owner: number | undefined): Promise<void> {
  const aside = `${file}.stale.${process.pid}`;
  try {
    await rename(file, aside);
  } catch (error) {
    // Another was faster.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readNumber(aside) !== owner) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

/** Gives back what {@link claimFolder} claimed. */
export async function releaseFolder(file: string): Promise<void> {
  await rm(file, { force: true });
  claimed.delete(file);
}
