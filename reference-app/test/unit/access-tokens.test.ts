import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, exportJWK, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { Secret } from '../../src/core/types/secret.ts';
import { createJwtAccessTokens } from '../../src/infrastructure/auth/jwt-access-tokens.ts';
import { createKeyRing } from '../../src/infrastructure/auth/key-ring.ts';
import { keepRecent } from '../../src/infrastructure/auth/recent.ts';
import { createMemorySigningKeyStore } from '../kit/memory-signing-keys.ts';
import { later, start } from '../kit/users.ts';
import { describeAccessTokens } from '../kit/users-ports-contract.ts';

const actor = { userId: createIdentifier<'user'>(), sessionId: createIdentifier<'session'>() };

const parts = (passphrase?: Secret<string>) => {
  const time = { now: start };
  const clock = () => time.now;
  const store = createMemorySigningKeyStore();
  const keyRing = createKeyRing({ store, clock, keyMs: 1_000_000, overlapMs: 60_000, passphrase });
  const tokens = createJwtAccessTokens({ keyRing, clock, issuer: 'almanac', ttlSeconds: 60 });
  return { time, store, keyRing, tokens };
};

describeAccessTokens('signed access tokens', () => parts().tokens);

describe('an access token', () => {
  test('says whose it is, until its time is over', async () => {
    const { time, tokens } = parts();
    const { token, expiresIn } = await tokens.issue(actor);
    expect(expiresIn).toBe(60);
    for (const seconds of [0, 30, 59]) {
      time.now = later(seconds);
      expect(await tokens.verify(token)).toEqual({ ok: true, value: actor });
    }
    time.now = later(60);
    expect(await tokens.verify(token)).toMatchObject({ ok: false, problem: { code: 'not-signed-in' } });
  });

  test('can be verified by anybody who has the public keys', async () => {
    const { keyRing, tokens } = parts();
    const { token } = await tokens.issue(actor);
    const { keys } = await keyRing.keySet();
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: keys as never }), { currentDate: start });
    expect(payload).toMatchObject({ iss: 'almanac', aud: 'almanac-api', sub: actor.userId, sid: actor.sessionId });
    expect(Object.keys(keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  test('is still taken after a rotation until it would have expired, and new ones have the new key', async () => {
    const { time, keyRing, tokens } = parts();
    const { token } = await tokens.issue(actor);
    const id = await keyRing.rotate();
    time.now = later(59);
    expect((await tokens.verify(token)).ok).toBe(true);
    expect((await keyRing.signingKey()).id).toBe(id);
    expect((await keyRing.keySet()).keys).toHaveLength(2);
    time.now = later(61);
    expect((await keyRing.keySet()).keys.map(({ kid }) => kid)).toEqual([id]);
  });

  test('is refused at once when its key is distrusted, though it was verified before', async () => {
    const { keyRing, tokens } = parts();
    const { token } = await tokens.issue(actor);
    expect((await tokens.verify(token)).ok).toBe(true);
    await keyRing.rotate({ distrust: true });
    expect((await tokens.verify(token)).ok).toBe(false);
  });

  test('is signed by a new key when the old one has signed long enough', async () => {
    const { time, keyRing } = parts();
    const first = (await keyRing.signingKey()).id;
    time.now = later(999);
    expect((await keyRing.signingKey()).id).toBe(first);
    time.now = later(1001);
    expect((await keyRing.signingKey()).id).not.toBe(first);
  });
});

describe('a forged token', () => {
  const { keyRing, tokens, store } = parts();
  let own: { id: string; key: KeyObject };
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const now = Math.floor(start.getTime() / 1000);
  const claims = {
    sub: actor.userId,
    sid: actor.sessionId,
    iss: 'almanac',
    aud: 'almanac-api',
    iat: now,
    exp: now + 60,
  };

  beforeAll(async () => {
    own = await keyRing.signingKey();
  });

  const signed = (changes: object, header: Partial<JWTHeaderParameters> = {}, key = own.key) =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: own.id, ...header })
      .sign(key);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('would be taken if it were right', async () => {
    expect(await tokens.verify(await signed({}))).toEqual({ ok: true, value: actor });
  });

  test.each<[string, () => Promise<string>]>([
    ['with no signature', async () => `${part({ alg: 'none', typ: 'at+jwt', kid: own.id })}.${part(claims)}.`],
    [
      'signed with the public key as if it were a shared secret',
      async () => {
        const head = `${part({ alg: 'HS256', typ: 'at+jwt', kid: own.id })}.${part(claims)}`;
        const publicKey = (await keyRing.publicKey(own.id))!.export({ type: 'spki', format: 'pem' });
        return `${head}.${createHmac('sha256', publicKey).update(head).digest('base64url')}`;
      },
    ],
    ['signed by somebody else in our name', () => signed({}, {}, foreign.privateKey)],
    [
      'that brings its own key',
      async () => signed({}, { jwk: (await exportJWK(foreign.publicKey)) as never }, foreign.privateKey),
    ],
    ['that links its own keys', () => signed({}, { jku: 'https://evil.example/jwks.json' }, foreign.privateKey)],
    ['with a key that is a path', () => signed({}, { kid: '../../etc/passwd' }, foreign.privateKey)],
    ['with a key that every object has', () => signed({}, { kid: '__proto__' }, foreign.privateKey)],
    ['without the name of a key', () => signed({}, { kid: undefined as never })],
    ['with another algorithm of the same key', () => signed({}, { alg: 'PS256' })],
    ['of another kind', () => signed({}, { typ: 'JWT' })],
    ['of no kind', () => signed({}, { typ: undefined as never })],
    ['for somebody else', () => signed({ aud: 'another-api' })],
    ['of somebody else', () => signed({ iss: 'somebody' })],
    ['that has expired', () => signed({ exp: now })],
    ['that is not valid yet', () => signed({ nbf: now + 1 })],
    ['that never expires', () => signed({ exp: undefined })],
    ['of no user', () => signed({ sub: undefined })],
    ['of no session', () => signed({ sid: undefined })],
    ['of a session that is none', () => signed({ sid: 'root' })],
    ['that is none', async () => 'one.two.three'],
    ['that is empty', async () => ''],
  ])('%s is refused', async (_name, forge) => {
    expect(await tokens.verify(await forge())).toMatchObject({ ok: false, problem: { code: 'not-signed-in' } });
  });

  test('whose key nobody knows makes the service look no more than once a second', async () => {
    const before = store.lists();
    for (let each = 0; each < 20; each += 1)
      await tokens.verify(await signed({ jti: `${each}` }, { kid: `${each}` }, foreign.privateKey));
    expect(store.lists()).toBe(before);
  });
});

test('a private key is kept encrypted when there is a passphrase, and cannot be used without it', async () => {
  const { keyRing, store } = parts(new Secret('a long enough passphrase'));
  await keyRing.signingKey();
  expect(store.stored[0]!.privateKey).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  const clock = () => start;
  const other = createKeyRing({ store, clock, keyMs: 1, overlapMs: 1, passphrase: new Secret('another passphrase') });
  await expect(other.signingKey()).rejects.toThrow();
});

test('of recent values the newest are kept', () => {
  const recent = keepRecent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.set('a', 3);
  recent.set('c', 4);
  expect(['a', 'b', 'c'].map(recent.get)).toEqual([3, undefined, 4]);
});
