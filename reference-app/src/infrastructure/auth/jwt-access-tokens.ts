import { createHash, randomUUID } from 'node:crypto';
import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../application/shared/clock.ts';
import type { Actor } from '../../application/shared/cqrs/execution-context.ts';
import type { AccessTokens } from '../../application/users/ports/access-tokens.ts';
import { isIdentifier } from '../../core/types/identifier.ts';
import { failure, success } from '../../core/types/result.ts';
import { notSignedIn } from '../../domain/users/user.errors.ts';
import { type KeyRing, signingAlgorithm } from './key-ring.ts';
import { keepRecent } from './recent.ts';

/** What access tokens say of themselves. */
export interface AccessTokenOptions {
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  /** Who gives them out: the claim `iss`. */
  readonly issuer: string;
  /** How long they are valid, in seconds. */
  readonly ttlSeconds: number;
}

/** Whom access tokens are for: the claim `aud`. */
export const accessTokenAudience = 'almanac-api';
/** The media type of access tokens (RFC 9068, section 2.1): no other kind of token passes for one. */
const tokenType = 'at+jwt';
/** How many tokens are remembered as verified: the signature of a token that comes again is not computed again. */
const remembered = 10_000;

/** What is wrong with a token that must not be taken. Everything else that is thrown is a fault of the service. */
const isRefused = (error: unknown): boolean => error instanceof errors.JOSEError;

/** JSON Web Tokens (RFC 9068), checked as the best current practices ask (RFC 8725). */
export function createJwtAccessTokens({ keyRing, clock, issuer, ttlSeconds }: AccessTokenOptions): AccessTokens {
  const verified = keepRecent<{ readonly actor: Actor; readonly expiresAt: number; readonly keyId: string }>(
    remembered,
  );
  const refused = () => failure(notSignedIn.failure('The access token is not valid, or not valid any more.'));

  return {
    async issue({ userId, sessionId }) {
      const { id, key } = await keyRing.signingKey();
      const now = Math.floor(clock().getTime() / 1000);
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: signingAlgorithm, typ: tokenType, kid: id })
        .setIssuer(issuer)
        .setAudience(accessTokenAudience)
        .setSubject(userId)
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(now + ttlSeconds)
        .sign(key);
      return { token, expiresIn: ttlSeconds };
    },

    async verify(token) {
      const now = clock();
      const digest = createHash('sha256').update(token).digest('base64');
      const before = verified.get(digest);
      if (before) {
        const valid = now.getTime() < before.expiresAt && (await keyRing.publicKey(before.keyId));
        return valid ? success(before.actor) : refused();
      }
      // The key is looked up by its id among our own: a header that brings or links a key is not looked at.
      const keyOf = async ({ kid = '' }: JWTHeaderParameters) => {
        const key = await keyRing.publicKey(kid);
        if (!key) throw new errors.JWKSNoMatchingKey();
        return key;
      };
      try {
        const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
          algorithms: [signingAlgorithm],
          issuer,
          audience: accessTokenAudience,
          typ: tokenType,
          requiredClaims: ['exp', 'iat', 'sub', 'sid'],
          currentDate: now,
        });
        const { sub: userId = '', sid: sessionId } = payload;
        if (!isIdentifier<'user'>(userId) || typeof sessionId !== 'string' || !isIdentifier<'session'>(sessionId))
          return refused();
        const actor = { userId, sessionId };
        verified.set(digest, { actor, expiresAt: payload.exp! * 1000, keyId: protectedHeader.kid! });
        return success(actor);
      } catch (error) {
        if (isRefused(error)) return refused();
        throw error;
      }
    },
  };
}
