/** How long the pauses between attempts are. */
export interface Backoff {
  /** The longest pause before the second attempt, in milliseconds. It doubles with each further one. */
  readonly firstMs: number;
  /** No pause is longer than this, in milliseconds. */
  readonly mostMs: number;
  /** A number from 0 up to, and without, 1. */
  readonly random: () => number;
}

/**
 * The pause after an attempt, counted from 1, in milliseconds: drawn from nothing to a limit that doubles, so that those who
 * failed together do not come back together ("full jitter", AWS Architecture Blog, 2015).
 */
export function backoffMs(attempt: number, { firstMs, mostMs, random }: Backoff): number {
  return random() * Math.min(mostMs, firstMs * 2 ** (attempt - 1));
}

/** How often, and how patiently, something is tried again. */
export interface RetryPolicy extends Backoff {
  /** How often it is tried in all, at least once. */
  readonly attempts: number;
  /** Whether another attempt can help. What it cannot help is thrown at once. */
  isTransient(error: unknown): boolean;
  wait(ms: number): Promise<void>;
}

/** Tries work again while it fails for a passing reason. Throws what the last attempt threw. */
export async function retry<Answer>(policy: RetryPolicy, work: (attempt: number) => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= policy.attempts || !policy.isTransient(error)) throw error;
      await policy.wait(backoffMs(attempt, policy));
    }
  }
}
