import { TransientError } from '../../../core/errors/transient-error.ts';
import type { Middleware } from '../cqrs/middleware.ts';

/** How often, and how patiently, something is tried again. */
export interface RetryOptions {
  /** How often it is tried in all, at least once. */
  readonly attempts: number;
  /** The longest pause before the second attempt, in milliseconds. It doubles with each further one. */
  readonly pauseMs: number;
  /** A number from 0 up to, and without, 1. */
  readonly random: () => number;
  wait(ms: number): Promise<void>;
}

/**
 * Tries a command or query again that failed only because others were in its way. The pause is drawn anew each time from
 * nothing to its longest, so that those who met once do not meet again ("full jitter", AWS Architecture Blog, 2015).
 */
export function retryTransient({ attempts, pauseMs, random, wait }: RetryOptions): Middleware {
  return (next) => async (dispatch) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await next(dispatch);
      } catch (error) {
        if (!(error instanceof TransientError) || attempt >= attempts) throw error;
        await wait(random() * pauseMs * 2 ** (attempt - 1));
      }
    }
  };
}
