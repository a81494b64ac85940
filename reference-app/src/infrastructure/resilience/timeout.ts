/** Something that did not answer in its time. */
export class TimeoutError extends Error {
  /** How long was waited, in milliseconds. */
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(`There was no answer within ${afterMs} ms.`);
    this.name = 'TimeoutError';
    this.afterMs = afterMs;
  }
}

/**
 * Waits for work for `ms` milliseconds at the most, then throws {@link TimeoutError}. The work is told by its signal that
 * nobody waits any more; what it answers or throws after that is dropped.
 */
export async function withTimeout<Answer>(ms: number, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TimeoutError(ms);
      reject(error);
      controller.abort(error);
    }, ms);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
