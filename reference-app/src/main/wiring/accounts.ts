import { createAuthenticate } from '../../application/users/authenticate.ts';
import { createArgon2Hasher } from '../../infrastructure/auth/argon2-hasher.ts';
import { createJwtAccessTokens } from '../../infrastructure/auth/jwt-access-tokens.ts';
import { createKeyRing } from '../../infrastructure/auth/key-ring.ts';
import { createPostgresPermitStore } from '../../infrastructure/database/permit-store.pg.ts';
import { createPostgresSigningKeyStore } from '../../infrastructure/database/signing-key-store.pg.ts';
import { createLeasingRateLimiter } from '../../infrastructure/rate-limits/leasing-rate-limiter.ts';
import { createBulkhead } from '../../infrastructure/resilience/bulkhead.ts';
import type { Ground, Registrations } from '../services.ts';

const dayMs = 86_400_000;
/** How many sign-ins may wait for their turn: what two processors hash within a few seconds. */
const passwordsWaiting = 100;

/** Who somebody is, and how often they may ask. */
export function accountServices({
  values,
}: Ground): Registrations<'rateLimiter' | 'passwords' | 'keyRing' | 'accessTokens' | 'lifetimes' | 'authenticate'> {
  return {
    rateLimiter: {
      create: ({ database, clock }) => createLeasingRateLimiter(createPostgresPermitStore(database.db), clock),
    },
    passwords: {
      create: () =>
        createArgon2Hasher(createBulkhead({ concurrent: values.passwordHashesAtOnce, queued: passwordsWaiting })),
    },
    keyRing: {
      create: ({ database, clock }) =>
        createKeyRing({
          store: createPostgresSigningKeyStore(database.db),
          clock,
          keyMs: values.signingKeyDays * dayMs,
          overlapMs: values.accessTokenSeconds * 1000,
          passphrase: values.signingKeyPassphrase,
        }),
    },
    accessTokens: {
      create: ({ keyRing, clock }) =>
        createJwtAccessTokens({
          keyRing,
          clock,
          issuer: values.tokenIssuer,
          ttlSeconds: values.accessTokenSeconds,
        }),
    },
    lifetimes: {
      create: () => ({
        sessionMs: values.sessionDays * dayMs,
        refreshMs: values.refreshTokenDays * dayMs,
        graceMs: values.refreshGraceMs,
      }),
    },
    authenticate: { create: createAuthenticate },
  };
}
