import { setTimeout as wait } from 'node:timers/promises';

/** Waits until something is so. Fails after a generous time, so that a test that waits in vain says where. */
export async function until(isSo: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  const limit = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > limit) throw new Error(`It did not become so within ${limitMs} ms: ${isSo}`);
    await wait(5);
  }
}
