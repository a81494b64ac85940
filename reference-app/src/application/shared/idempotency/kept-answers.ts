import type { UserId } from '../../../domain/users/user.ts';

/** The key that somebody gave a command, so that it is carried out once. Each user has keys of their own. */
export interface IdempotencyKey {
  readonly userId: UserId;
  readonly key: string;
}

/** What is known of a key: nothing, that another transaction is at it, or the command and its answer. */
export type KeyState =
  | { readonly state: 'new' }
  | { readonly state: 'in-use' }
  | { readonly state: 'used'; readonly fingerprint: string; readonly answer: unknown };

/** Keeps the answers to commands in the transactions that carried them out. */
export interface KeptAnswers {
  /** Takes a key for the rest of the transaction. Nobody waits: of two at once the second is told that it is in use. */
  take(key: IdempotencyKey, now: Date): Promise<KeyState>;
  /** Keeps an answer until a time. `fingerprint` tells the command from others. */
  keep(key: IdempotencyKey, fingerprint: string, answer: unknown, until: Date): Promise<void>;
}
