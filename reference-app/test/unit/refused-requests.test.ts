import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { createAppAlone } from '../kit/app-alone.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = await createAppAlone();
});
afterAll(() => app.close());

test('a problem stays short, however much is wrong, and lists each place', async () => {
  const post = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json();
  const keys = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, index]));
  const account = { email: 'ada@example.org', name: 'Ada', password: 'correct horse battery staple' };
  const unknown = await post('/api/v1/auth/register', { ...account, ...keys });
  expect(unknown.code).toBe('validation-failed');
  expect(unknown.errors).toEqual([
    { pointer: '', detail: expect.stringMatching(/^Unrecognized keys: "key0", "key1", .{150,}…$/) },
  ]);
  expect(unknown.detail.length).toBeLessThan(300);

  const items = Array.from({ length: 100 }, () => ({}));
  const batch = await post(`/api/v1/workspaces/${createIdentifier<'workspace'>()}/items/batch`, { items });
  expect(batch.errors).toHaveLength(300);
  expect(batch.detail).toMatch(/^The body is not valid: \/items\/0\/sku: .+; and 295 more\.$/);
  expect(batch.detail.length).toBeLessThan(600);
});

test('a problem says in which part of the request something is wrong', async () => {
  const id = createIdentifier<'workspace'>();
  const ask = async (request: InjectOptions) => {
    const { detail, in: where } = (await app.inject(request)).json();
    return [where, detail.split(':')[0]];
  };
  const register = { method: 'POST', url: '/api/v1/auth/register', payload: {} } as const;
  expect(await ask(register)).toEqual(['body', 'The body is not valid']);
  expect(await ask({ url: '/api/v1/workspaces/nonsense' })).toEqual(['params', 'The address is not valid']);
  expect(await ask({ url: `/api/v2/workspaces/${id}/items?limit=0` })).toEqual([
    'querystring',
    'The query is not valid',
  ]);
});

test('a body that is no UTF-8 is refused, and so is one of another kind', async () => {
  const post = async (payload: Buffer, type = 'application/json') => {
    const headers = { 'content-type': type };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/auth/register', headers, payload });
    const { code, detail } = answer.json();
    return [answer.statusCode, code, detail.split(':')[0]];
  };
  const text = '{"email":"é"}';
  expect(await post(Buffer.from(text))).toEqual([422, 'validation-failed', 'The body is not valid']);
  expect(await post(Buffer.from(text), 'application/json; charset=utf-8')).toEqual(await post(Buffer.from(text)));
  const broken = [400, 'malformed-request', 'The body is not UTF-8.'];
  expect(await post(Buffer.from(text, 'latin1'))).toEqual(broken);
  expect(await post(Buffer.from(text, 'utf16le').subarray(0, -1))).toEqual([
    400,
    'malformed-request',
    expect.any(String),
  ]);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'nonsense'])
    expect(await post(Buffer.from(text), type)).toContain('unsupported-media-type');
  expect(await post(Buffer.from(''))).toEqual([
    400,
    'malformed-request',
    'The body says that it is JSON and is empty.',
  ]);
});
