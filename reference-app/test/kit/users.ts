import type { AccessTokens } from '../../src/application/users/ports/access-tokens.ts';
import type { PasswordHasher } from '../../src/application/users/ports/password-hasher.ts';
import { failure, success } from '../../src/core/types/result.ts';
import type { Email } from '../../src/domain/users/email.ts';
import type { SessionId, SessionLifetimes } from '../../src/domain/users/session.ts';
import { notSignedIn } from '../../src/domain/users/user.errors.ts';
import { createUser, type PasswordHash, type User, type UserId } from '../../src/domain/users/user.ts';

/** When the tests of users begin. */
export const start = new Date('2026-02-03T04:05:06.000Z');

/** So many seconds after the beginning. */
export const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

/** A session of a thousand seconds, a refresh within a hundred, a grace of ten. */
export const lifetimes: SessionLifetimes = { sessionMs: 1_000_000, refreshMs: 100_000, graceMs: 10_000 };

/** A password that the policy takes. */
export const goodPassword = 'correct horse battery staple';

let made = 0;

/** A user whose address no other call gives. */
export function someUser(): User {
  made += 1;
  const email = `user-${made}@example.org` as Email;
  return createUser({ email, name: `User ${made}`, passwordHash: hashOf(goodPassword) }, start);
}

/** What the hasher of the tests makes of a password. */
export const hashOf = (password: string): PasswordHash => `$argon2id$test$${password}` as PasswordHash;

/** Hashes nothing, and counts how often it was asked: what costs time in earnest must be asked for alike in each case. */
export function createPlainHasher(): PasswordHasher & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  return {
    asked,
    async hash(password) {
      asked.push('hash');
      return hashOf(password);
    },
    async verify(password, hash) {
      asked.push('verify');
      return hash === hashOf(password);
    },
    isOutdated: () => false,
  };
}

/** Tokens that say in plain words whose they are. */
export const plainTokens: AccessTokens = {
  issue: async ({ userId, sessionId }) => ({ token: `${userId} ${sessionId}`, expiresIn: 60 }),
  async verify(token) {
    const [userId, sessionId] = token.split(' ');
    return sessionId === undefined
      ? failure(notSignedIn.failure('No token.'))
      : success({ userId: userId as UserId, sessionId: sessionId as SessionId });
  },
};
