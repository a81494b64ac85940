import { createHash, randomBytes } from 'node:crypto';

/** A secret that is handed out once, and what is kept of it: whoever reads the database cannot use what stands there. */
export interface OpaqueToken {
  /** 256 random bits as text, for whoever it is handed to. */
  readonly token: string;
  /** Its SHA-256. A random token needs no slow hash. */
  readonly hash: Buffer;
}

/** The hash of a token that came back. */
export function hashOpaqueToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Makes a token. */
export function createOpaqueToken(): OpaqueToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOpaqueToken(token) };
}
