import type { FastifyInstance } from 'fastify';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Almanac, startAlmanac } from '../../src/main/composition.ts';
import { readSettings } from '../../src/main/read-settings.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { goodPassword } from '../kit/users.ts';

let database: TestDatabase;
let almanac: Almanac;
let app: FastifyInstance;
const log: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const values = readSettings({
    DATABASE_URL: database.url,
    AUTH_REFRESH_GRACE_MS: '60000',
    AUTH_SIGNING_KEY_PASSPHRASE: 'a long enough passphrase',
  });
  almanac = await startAlmanac(values, pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }));
  app = almanac.app;
});
afterAll(async () => {
  await almanac?.stop();
  await database?.drop();
});

let number = 0;
let email: string;
beforeEach(() => {
  number += 1;
  email = `ada-${number}@example.org`;
});

const post = (path: string, payload: object, token?: string) =>
  app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    payload,
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), 'user-agent': 'Test/1.0' },
  });
const get = (path: string, token?: string) =>
  app.inject({ url: `/api/v1${path}`, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
const register = () => post('/auth/register', { email, name: 'Ada', password: goodPassword });
const signIn = async () => (await post('/auth/sign-in', { email, password: goodPassword })).json();
const refresh = (refreshToken: string) => post('/auth/refresh', { refreshToken });

test('somebody registers, signs in, is known, refreshes the session and signs out', async () => {
  const registered = await register();
  expect({ status: registered.statusCode, body: registered.json() }).toEqual({
    status: 202,
    body: { status: 'accepted' },
  });

  const tokens = await signIn();
  expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, session: { expiresAt: expect.any(String) } });
  const me = await get('/me', tokens.accessToken);
  expect(me.json()).toEqual({ id: expect.any(String), email, name: 'Ada', createdAt: expect.any(String) });

  const refreshed = (await refresh(tokens.refreshToken)).json();
  expect(refreshed.session).toEqual(tokens.session);
  expect(refreshed.refreshToken).not.toBe(tokens.refreshToken);
  expect((await get('/me', refreshed.accessToken)).statusCode).toBe(200);

  expect((await post('/auth/sign-out', {}, refreshed.accessToken)).statusCode).toBe(204);
  for (const token of [tokens.accessToken, refreshed.accessToken]) {
    const answer = await get('/me', token);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.json()).toMatchObject({ code: 'not-signed-in' });
  }
  expect((await refresh(refreshed.refreshToken)).json()).toMatchObject({ code: 'session-over' });
});

test('registering with an address that has an account is answered alike, and changes nothing', async () => {
  const first = await register();
  const again = await post('/auth/register', { email: email.toUpperCase(), name: 'Eve', password: `${goodPassword}!` });
  expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
  expect((await post('/auth/sign-in', { email, password: `${goodPassword}!` })).statusCode).toBe(401);
  expect((await get('/me', (await signIn()).accessToken)).json().name).toBe('Ada');
});

test('of parallel refreshes with one token exactly one is done, and none of them ends the session', async () => {
  await register();
  const { refreshToken } = await signIn();
  const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  expect(answers.find(({ statusCode }) => statusCode === 409)?.json().code).toBe('refresh-token-replaced');
  const winner = answers.find(({ statusCode }) => statusCode === 200)!.json();
  expect((await refresh(winner.refreshToken)).statusCode).toBe(200);
});

test('a refresh token that was replaced long ago ends its session, and no other', async () => {
  await register();
  const [stolen, other] = [await signIn(), await signIn()];
  const next = (await refresh(stolen.refreshToken)).json();
  const connection = database.connect();
  await sql`update refresh_tokens set issued_at = issued_at - interval '1 hour', replaced_at = replaced_at - interval '1 hour' where replaced_at is not null`.execute(
    connection.db,
  );
  await connection.close();
  expect((await refresh(stolen.refreshToken)).json()).toMatchObject({ status: 401, code: 'refresh-token-reused' });
  expect((await refresh(next.refreshToken)).json()).toMatchObject({ code: 'session-over' });
  expect((await get('/me', next.accessToken)).statusCode).toBe(401);
  expect((await get('/me', other.accessToken)).statusCode).toBe(200);
});

test('a user sees their sessions, ends one of them, and none of somebody else', async () => {
  await register();
  const [first, second] = [await signIn(), await signIn()];
  const { sessions } = (await get('/me/sessions', second.accessToken)).json();
  expect(sessions).toMatchObject([
    { id: second.session.id, device: 'Test/1.0', current: true },
    { id: first.session.id, current: false },
  ]);
  const end = (id: string, token: string) =>
    app.inject({ method: 'DELETE', url: `/api/v1/me/sessions/${id}`, headers: { authorization: `Bearer ${token}` } });
  email = `eve-${number}@example.org`;
  await register();
  const eve = await signIn();
  expect((await end(first.session.id, eve.accessToken)).json()).toMatchObject({ code: 'session-not-found' });
  expect((await end(first.session.id, second.accessToken)).statusCode).toBe(204);
  expect((await get('/me', first.accessToken)).statusCode).toBe(401);
  expect((await end(first.session.id, second.accessToken)).statusCode).toBe(404);
  expect((await end('seven', second.accessToken)).statusCode).toBe(422);
});

test('a change of the password ends every other session, and the old password is none any more', async () => {
  await register();
  const [kept, other] = [await signIn(), await signIn()];
  const change = (currentPassword: string, newPassword: string) =>
    app.inject({
      method: 'PUT',
      url: '/api/v1/me/password',
      payload: { currentPassword, newPassword },
      headers: { authorization: `Bearer ${kept.accessToken}` },
    });
  expect((await change('not the password', 'seven green bicycles in June')).statusCode).toBe(401);
  expect((await change(goodPassword, 'aaaaaaaaaaaaaaaaaaaaa')).statusCode).toBe(422);
  expect((await change(goodPassword, 'seven green bicycles in June')).statusCode).toBe(204);
  expect((await get('/me', kept.accessToken)).statusCode).toBe(200);
  expect((await get('/me', other.accessToken)).statusCode).toBe(401);
  expect((await signIn()).code).toBe('sign-in-failed');
});

describe('requests that are not right', () => {
  test.each(['Basic YWRhOng=', 'Bearer', 'Bearer ', 'Bearer a b', 'Bearer nonsense', 'nonsense'])(
    'are refused with the header %j, whatever they ask for',
    async (authorization) => {
      for (const url of ['/api/v1/me', '/health/live']) {
        const answer = await app.inject({ url, headers: { authorization } });
        expect(answer.json()).toMatchObject({ status: 401, code: 'not-signed-in' });
        expect(answer.headers['x-content-type-options']).toBe('nosniff');
      }
    },
  );

  test('are refused without a token by every route that needs one', async () => {
    const closed = [
      ['GET', '/me'],
      ['GET', '/me/sessions'],
      ['POST', '/auth/sign-out'],
      ['DELETE', '/me/sessions/019aa3e0-0000-7000-8000-000000000000'],
    ] as const;
    for (const [method, path] of closed) {
      expect((await app.inject({ method, url: `/api/v1${path}` })).json(), path).toMatchObject({
        code: 'not-signed-in',
      });
    }
    const payload = { currentPassword: 'x', newPassword: 'y' };
    expect((await app.inject({ method: 'PUT', url: '/api/v1/me/password', payload })).statusCode).toBe(401);
  });

  test('are refused with keys that nobody knows', async () => {
    const answer = await post('/auth/register', { email, name: 'Ada', password: goodPassword, admin: true });
    expect(answer.json()).toMatchObject({ status: 422, code: 'validation-failed' });
  });

  test.each([
    ['an unknown address', { email: 'nobody@example.org', password: goodPassword }],
    ['what is no address', { email: 'nobody', password: goodPassword }],
  ])('%s signs in as little as a wrong password', async (_name, payload) => {
    await register();
    const [wrong, unknown] = [
      await post('/auth/sign-in', { email, password: 'x' }),
      await post('/auth/sign-in', payload),
    ];
    const told = (answer: typeof wrong) => ({ ...answer.json(), instance: '' });
    expect([unknown.statusCode, told(unknown)]).toEqual([401, told(wrong)]);
  });
});

test('others can verify an access token with the published keys', async () => {
  await register();
  const { accessToken, session } = await signIn();
  const answer = await app.inject({ url: '/.well-known/jwks.json' });
  expect(answer.headers['cache-control']).toBe('public, max-age=60');
  const { payload } = await jwtVerify(accessToken, createLocalJWKSet(answer.json()), {
    issuer: 'almanac',
    audience: 'almanac-api',
  });
  expect(payload.sid).toBe(session.id);
  expect(JSON.stringify(answer.json())).not.toMatch(/"(d|p|q|dp|dq|qi)"/);
});

test('neither the log nor the database holds a password, a token or a key that could be used', async () => {
  await register();
  const { accessToken, refreshToken } = await signIn();
  await get('/me', accessToken);
  await refresh(refreshToken);
  const connection = database.connect();
  const { rows } = await sql<{ all: string }>`
    select (select string_agg(t::text, '') from users t) || (select string_agg(t::text, '') from sessions t)
      || (select string_agg(t::text || encode(hash, 'escape') || encode(hash, 'base64'), '') from refresh_tokens t)
      || (select string_agg(t::text, '') from signing_keys t) as all`.execute(connection.db);
  await connection.close();
  const kept = rows[0]!.all;
  expect(kept).toContain(email);
  expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  expect(kept).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect(log.length).toBeGreaterThan(10);
  for (const secret of [goodPassword, accessToken, refreshToken]) {
    expect(kept).not.toContain(secret);
    expect(log.join('')).not.toContain(secret);
  }
});
