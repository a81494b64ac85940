import { brotliDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeInterface } from '../../src/main/openapi.ts';
import { newItem, team } from '../kit/items.ts';
import { useService } from '../kit/use-service.ts';

const [v1, v2] = ['v1', 'v2'].map((version) => `/api/${version}/workspaces/${team}/items`) as [string, string];
const friend = 'https://app.example.org';
const service = useService({ HTTP_ALLOWED_ORIGINS: friend });
const { ask } = service;

beforeAll(async () => {
  for (let count = 0; count < 7; count += 1)
    await ask({ method: 'POST', url: v2, payload: newItem({ sku: `V-${count}`, tags: ['versions'] }) });
});

describe('version 2', () => {
  test('is read part by part with cursors and links, while items are added', async () => {
    const skus: string[] = [];
    let url: string | undefined = `${v2}?limit=3&tag=versions`;
    for (let part = 0; url !== undefined; part += 1) {
      const answer = await ask({ url });
      const { items, next } = answer.json();
      skus.push(...items.map(({ sku }: { sku: string }) => sku));
      const link = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
      expect(link === undefined).toBe(next === undefined);
      if (link !== undefined) expect(new URL(link, 'http://x').searchParams.get('cursor')).toBe(next);
      await ask({ method: 'POST', url: v2, payload: newItem({ sku: `NEW-${part}`, tags: ['versions'] }) });
      url = link;
    }
    expect(skus).toEqual(['V-6', 'V-5', 'V-4', 'V-3', 'V-2', 'V-1', 'V-0']);
  });

  test('refuses a cursor that it did not give out, and an offset', async () => {
    for (const query of ['cursor=abc', 'cursor=', 'offset=3'])
      expect((await ask({ url: `${v2}?${query}` })).json()).toMatchObject({ code: 'validation-failed' });
  });

  test('asks for the version that is to be changed', async () => {
    const { id } = (await ask({ method: 'POST', url: v2, payload: newItem({ sku: 'CHANGE' }) })).json();
    const change = (headers = {}) => ask({ method: 'PATCH', url: `${v2}/${id}`, payload: { stock: 1 }, headers });
    expect((await change()).statusCode).toBe(428);
    expect((await change({ 'if-match': '"1"' })).headers.etag).toBe('"2"');
    expect((await change({ 'if-match': '"1"' })).statusCode).toBe(412);
    expect((await ask({ url: `${v2}/${id}` })).json()).toEqual((await ask({ url: `${v1}/${id}` })).json());
  });
});

describe('version 1', () => {
  test('says since when it is deprecated, until when it stays, and what replaces it', async () => {
    const { headers } = await ask({ url: `${v1}?limit=1` });
    expect(headers).toMatchObject({
      deprecation: '@1795219200',
      sunset: 'Sun, 21 Nov 2027 00:00:00 GMT',
      link: `<${v2}>; rel="successor-version", <https://docproof.dev/api/versions/>; rel="deprecation"; type="text/html"`,
    });
    expect((await ask({ url: `${v2}?limit=1` })).headers).not.toHaveProperty('deprecation');
  });

  test('has a successor for every operation that the OpenAPI document calls deprecated', async () => {
    const { paths } = (await describeInterface()) as { paths: Record<string, Record<string, { deprecated?: true }>> };
    const deprecated = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => (operation.deprecated ? [[path, method] as const] : [])),
    );
    expect(deprecated.length).toBe(4);
    for (const [path, method] of deprecated)
      expect(paths[path.replace('/api/v1/', '/api/v2/')]?.[method], `${method} ${path}`).toBeDefined();
  });
});

describe('a page of another origin', () => {
  test('that is allowed may ask and read; the browser is told what', async () => {
    const preflight = await service.app.inject({
      method: 'OPTIONS',
      url: v2,
      headers: { origin: friend, 'access-control-request-method': 'POST' },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': friend,
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-headers': expect.stringMatching(/cache-control.*idempotency-key/),
      vary: expect.stringContaining('origin'),
    });
    const answer = await ask({ url: `${v2}?limit=1`, headers: { origin: friend } });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': friend,
      'access-control-expose-headers': expect.stringContaining('etag'),
    });
    // A problem can be read, too.
    const refused = await service.app.inject({ url: v2, headers: { origin: friend } });
    expect(refused.statusCode).toBe(401);
    expect(refused.headers['access-control-allow-origin']).toBe(friend);
  });

  test.each(['https://evil.example', 'null', `${friend}.evil.example`])('%s is told nothing', async (origin) => {
    const answer = await ask({ url: `${v2}?limit=1`, headers: { origin } });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(answer.headers.vary).toContain('origin');
    const preflight = await service.app.inject({
      method: 'OPTIONS',
      url: v2,
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.statusCode).toBe(405);
  });
});

test('larger answers are compressed for those who accept it; smaller ones and those with a tag are not', async () => {
  const headers = { 'accept-encoding': 'gzip, br' };
  const plain = await ask({ url: `${v2}?limit=7` });
  const packed = await ask({ url: `${v2}?limit=7`, headers });
  expect(packed.headers['content-encoding']).toBe('br');
  expect(packed.headers.vary).toContain('accept-encoding');
  expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain.body);
  expect(packed.rawPayload.length).toBeLessThan(plain.body.length / 2);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect((await ask({ url: '/api/v1/me', headers })).headers['content-encoding']).toBeUndefined();
  const [{ id }] = plain.json().items;
  expect((await ask({ url: `${v2}/${id}`, headers })).headers['content-encoding']).toBeUndefined();
});
