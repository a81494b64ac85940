import { TransientError } from '../../../core/errors/transient-error.ts';
import type { Middleware } from '../cqrs/middleware.ts';
import { type RetryPolicy, retry } from '../retry.ts';

/** Tries a command or query again that failed only because others were in its way. */
export function retryTransient(policy: Omit<RetryPolicy, 'isTransient'>): Middleware {
  const patience = { ...policy, isTransient: (error: unknown) => error instanceof TransientError };
  return (next) => (dispatch) => retry(patience, () => next(dispatch));
}
