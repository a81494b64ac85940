import { createHash, randomBytes } from 'node:crypto';

/** A refresh token, and what is kept of it: whoever reads the database cannot use what stands there. */
export interface RefreshToken {
  /** 256 random bits, for the client only. */
  readonly token: string;
  /** Its SHA-256. A random token needs no slow hash. */
  readonly hash: Buffer;
}

/** The hash of a refresh token that a client sent. */
export function hashRefreshToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Makes a refresh token. */
export function createRefreshToken(): RefreshToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashRefreshToken(token) };
}
