import { describe, expect, test } from 'vitest';
import type { AccessTokens } from '../../src/application/users/ports/access-tokens.ts';
import type { PasswordHasher } from '../../src/application/users/ports/password-hasher.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';

/** What every hasher of passwords must do. */
export function describePasswordHasher(name: string, create: () => PasswordHasher): void {
  describe(name, () => {
    test('knows the password again, and no other', async () => {
      const hasher = create();
      const hash = await hasher.hash('correct horse battery staple');
      expect(await hasher.verify('correct horse battery staple', hash)).toBe(true);
      for (const other of ['correct horse battery stapler', 'Correct horse battery staple', ''])
        expect(await hasher.verify(other, hash)).toBe(false);
      expect(hasher.isOutdated(hash)).toBe(false);
    });

    test('refuses every password where there is no hash', async () => {
      expect(await create().verify('anything', undefined)).toBe(false);
    });
  });
}

/** What everybody who makes and reads access tokens must do. */
export function describeAccessTokens(name: string, create: () => AccessTokens): void {
  describe(name, () => {
    test('say whose they are, and for how long', async () => {
      const tokens = create();
      for (let times = 0; times < 2; times += 1) {
        const actor = { userId: createIdentifier<'user'>(), sessionId: createIdentifier<'session'>() };
        const { token, expiresIn } = await tokens.issue(actor);
        expect(expiresIn).toBeGreaterThan(0);
        expect(await tokens.verify(token)).toEqual({ ok: true, value: actor });
      }
    });

    test.each(['', 'nonsense', 'a.b.c'])('are none that nobody has made: %j', async (text) => {
      expect(await create().verify(text)).toMatchObject({ ok: false, problem: { code: 'not-signed-in' } });
    });
  });
}
