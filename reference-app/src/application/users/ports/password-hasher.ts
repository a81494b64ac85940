import type { PasswordHash } from '../../../domain/users/user.ts';

/** Turns passwords into hashes that are slow to try out. */
export interface PasswordHasher {
  hash(password: string): Promise<PasswordHash>;
  /** Compares a password with a hash. Without a hash it takes as long, and answers false. */
  verify(password: string, hash: PasswordHash | undefined): Promise<boolean>;
  /** Whether a hash was made with weaker parameters than those of today. */
  isOutdated(hash: PasswordHash): boolean;
}
