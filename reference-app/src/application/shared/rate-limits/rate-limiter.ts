/** How much is allowed: so many in each window of time. */
export interface RateLimit {
  /** Names the limit, for the headers of answers: lower-case words with hyphens. */
  readonly name: string;
  /** How many are allowed in one window. */
  readonly most: number;
  /** How long a window is, in milliseconds. Windows begin at whole multiples of it since 1970. */
  readonly windowMs: number;
}

/** What became of one request to a limit. */
export interface RateVerdict {
  readonly limit: RateLimit;
  readonly allowed: boolean;
  /** How many this instance knows to be left in the window; other instances may have some more in hand. */
  readonly remaining: number;
  /** When the next window begins. */
  readonly resetsAt: Date;
}

/** Counts what is done against limits, for all instances together: never is more allowed than a limit says. */
export interface RateLimiter {
  /** Takes one. `key` says whose it is. */
  take(limit: RateLimit, key: string): Promise<RateVerdict>;
  /** Gives one back that turned out not to count. */
  giveBack(limit: RateLimit, key: string): Promise<void>;
}

/** The key of a limit that nobody reaches, because it is turned off. */
export function isUnlimited({ most }: RateLimit): boolean {
  return most === 0;
}
