import { createHash } from 'node:crypto';
import type { RateVerdict } from '../../../application/shared/rate-limits/rate-limiter.ts';
import type { HttpRateLimits } from './rate-limits.ts';

/** One attempt to sign in, counted before the password is looked at, so that none can be tried in parallel. */
export interface SignInAttempt {
  /** The limit that is reached. Absent when the attempt may go on. */
  readonly refused: RateVerdict | undefined;
  /** Takes the attempt out of the count: it has succeeded. */
  forgive(): Promise<void>;
}

/** Counts an attempt against the account and against the address. The account is counted by a hash of what was given. */
export async function countSignIn(
  { limiter, signInsOfAccount, signInsOfAddress }: HttpRateLimits,
  email: string,
  address: string,
): Promise<SignInAttempt> {
  const account = createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
  const counted = [
    [signInsOfAddress, address],
    [signInsOfAccount, account],
  ] as const;
  for (const [limit, key] of counted) {
    const verdict = await limiter.take(limit, key);
    if (!verdict.allowed) return { refused: verdict, forgive: async () => {} };
  }
  return {
    refused: undefined,
    async forgive() {
      for (const [limit, key] of counted) await limiter.giveBack(limit, key);
    },
  };
}
