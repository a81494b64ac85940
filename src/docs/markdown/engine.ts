import type { MarkdownEngine } from './port.ts';

/** The native engine where this machine can load it, else the portable one. */
export async function loadMarkdownEngine(): Promise<MarkdownEngine> {
  try {
    return (await import('./satteri.ts')).satteriEngine;
  } catch {
    return (await import('./micromark.ts')).micromarkEngine;
  }
}
