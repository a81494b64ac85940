import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { newItem, team } from '../kit/items.ts';
import { createItemsPath, createMember, injectAs } from '../kit/team.ts';
import { useService } from '../kit/use-service.ts';

const service = useService({ DATABASE_TIMEOUT_MS: '2000' });
const { ask, log } = service;

const address = `/api/v1/workspaces/${team}/items`;
let number = 0;
const body = () => {
  number += 1;
  return newItem({ sku: `HTTP-${number}` });
};
const create = async () => (await ask({ method: 'POST', url: address, payload: body() })).json();

describe('items', () => {
  test('are created, read, changed and listed', async () => {
    const created = await ask({ method: 'POST', url: address, payload: body() });
    expect(created.statusCode).toBe(201);
    expect(created.headers).toMatchObject({ etag: '"1"', location: `${address}/${created.json().id}` });

    const read = await ask({ url: created.headers.location as string });
    expect(read.json()).toEqual(created.json());
    expect(read.headers.etag).toBe('"1"');

    const changed = await ask({
      method: 'PATCH',
      url: created.headers.location as string,
      headers: { 'if-match': '"1"' },
      payload: { stock: 7 },
    });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers.etag).toBe('"2"');
    expect(changed.json()).toMatchObject({ ...created.json(), stock: 7, version: 2, updatedAt: expect.any(String) });

    const listed = (await ask({ url: `${address}?limit=1` })).json();
    expect(listed).toMatchObject({ limit: 1, offset: 0, items: [{ id: created.json().id }] });
  });

  test('are created several at once, each with an answer of its own', async () => {
    const [first, second, third] = [body(), body(), body()];
    const answer = await ask({
      method: 'POST',
      url: `${address}/batch`,
      payload: { items: [first, { ...second, sku: first.sku }, third] },
    });
    expect(answer.statusCode).toBe(200);
    const { results } = answer.json();
    expect(results).toMatchObject([
      { status: 201, item: { sku: first.sku, version: 1 } },
      { status: 409, problem: { code: 'sku-taken', type: 'https://docproof.dev/api/problems/sku-taken/' } },
      { status: 201, item: { sku: third.sku } },
    ]);
    expect((await ask({ url: `${address}/${results[2].item.id}` })).json()).toEqual(results[2].item);
    expect((await ask({ method: 'POST', url: `${address}/batch`, payload: { items: [] } })).statusCode).toBe(422);
    const tooMany = { items: Array.from({ length: 101 }, body) };
    expect((await ask({ method: 'POST', url: `${address}/batch`, payload: tooMany })).statusCode).toBe(422);
  });

  test('are not sent again to a client that has them', async () => {
    const { id } = await create();
    const again = await ask({ url: `${address}/${id}`, headers: { 'if-none-match': '"1"' } });
    expect({ status: again.statusCode, body: again.body, etag: again.headers.etag }).toEqual({
      status: 304,
      body: '',
      etag: '"1"',
    });
  });

  test('of parallel changes with one version exactly one is made', async () => {
    const { id } = await create();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, stock) =>
        ask({ method: 'PATCH', url: `${address}/${id}`, headers: { 'if-match': '"1"' }, payload: { stock } }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    expect((await ask({ url: `${address}/${id}` })).json().version).toBe(2);
  });
});

describe('an item of another workspace', () => {
  test('is not there, whatever is asked of it, and its SKU is free', async () => {
    const { id, sku } = await create();
    const stranger = await createMember(service.app, 'Stranger');
    const elsewhere = await createItemsPath(service.app, stranger);
    const askStranger = injectAs(service.app, stranger);
    const reservation = '019aa3e0-0000-7000-8000-000000000000';
    const requests: readonly InjectOptions[] = [
      { url: `${elsewhere}/${id}` },
      { method: 'PATCH', url: `${elsewhere}/${id}`, headers: { 'if-match': '"1"' }, payload: { stock: 0 } },
      { method: 'POST', url: `${elsewhere}/${id}/reservations`, payload: {} },
      { url: `${elsewhere}/${id}/reservations` },
      { method: 'DELETE', url: `${elsewhere}/${id}/reservations/${reservation}` },
    ];
    for (const request of requests) {
      const answer = await askStranger(request);
      expect({ request, body: answer.json() }).toMatchObject({
        request,
        body: { status: 404, code: 'item-not-found' },
      });
    }
    expect((await ask({ url: `${address}/${id}` })).json()).toMatchObject({ version: 1 });
    expect((await askStranger({ url: elsewhere })).json()).toMatchObject({ total: 0 });
    const made = await askStranger({ method: 'POST', url: elsewhere, payload: newItem({ sku }) });
    expect(made.statusCode).toBe(201);
  });
});

describe('reservations', () => {
  const reserve = (id: string, quantity: number) =>
    ask({ method: 'POST', url: `${address}/${id}/reservations`, payload: { quantity } });
  const createWith = async (stock: number): Promise<string> =>
    (await ask({ method: 'POST', url: address, payload: { ...body(), stock } })).json().id;
  const stockOf = async (id: string) => (await ask({ url: `${address}/${id}` })).json().stock;

  test('take from the stock, and give back once', async () => {
    const id = await createWith(5);
    const made = await reserve(id, 2);
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({ quantity: 2 });
    expect(await stockOf(id)).toBe(3);
    const { reservations } = (await ask({ url: `${address}/${id}/reservations` })).json();
    expect(reservations).toEqual([made.json()]);

    const release = () => ask({ method: 'DELETE', url: `${address}/${id}/reservations/${made.json().id}` });
    const released = await Promise.all([release(), release(), release()]);
    expect(released.map(({ statusCode }) => statusCode).sort()).toEqual([204, 404, 404]);
    expect(await stockOf(id)).toBe(5);
    expect((await ask({ url: `${address}/${id}/reservations` })).json()).toEqual({ reservations: [] });
  });

  test('of fifty at once for the last one exactly one is made', async () => {
    const id = await createWith(1);
    const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(id, 1)));
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ statusCode }) => statusCode !== 201))
      expect(answer.json()).toMatchObject({ status: 409, code: 'out-of-stock' });
    expect(await stockOf(id)).toBe(0);
  });

  test('are not made of an item that is not offered any more', async () => {
    const id = await createWith(5);
    await ask({
      method: 'PATCH',
      url: `${address}/${id}`,
      headers: { 'if-match': '"1"' },
      payload: { status: 'archived' },
    });
    expect((await reserve(id, 1)).json()).toMatchObject({ code: 'out-of-stock' });
    expect((await reserve(id, 0)).json()).toMatchObject({ code: 'validation-failed' });
  });
});

describe('problems', () => {
  const item = `${address}/019aa3e0-0000-7000-8000-000000000000`;
  test.each([
    [
      'an unknown key',
      { method: 'POST', url: address, payload: { ...newItem(), colour: 'red' } },
      422,
      'validation-failed',
    ],
    [
      'a value that breaks a rule',
      { method: 'POST', url: address, payload: newItem({ sku: 'not a sku' }) },
      422,
      'validation-failed',
    ],
    ['a query that is none', { method: 'GET', url: `${address}?limit=many` }, 422, 'validation-failed'],
    ['an id that is none', { method: 'GET', url: `${address}/7` }, 422, 'validation-failed'],
    [
      'broken JSON',
      { method: 'POST', url: address, payload: '{', headers: { 'content-type': 'application/json' } },
      400,
      'malformed-request',
    ],
    [
      'an empty body',
      { method: 'POST', url: address, payload: '', headers: { 'content-type': 'application/json' } },
      400,
      'malformed-request',
    ],
    [
      'another media type',
      { method: 'POST', url: address, payload: '<a/>', headers: { 'content-type': 'application/xml' } },
      415,
      'unsupported-media-type',
    ],
    [
      'a body that is too large',
      { method: 'POST', url: address, payload: newItem({ name: 'x'.repeat(70_000) }) },
      413,
      'payload-too-large',
    ],
    ['nothing at the address', { method: 'GET', url: '/nowhere' }, 404, 'route-not-found'],
    ['no such item', { method: 'GET', url: item }, 404, 'item-not-found'],
    [
      'a change of no such item',
      { method: 'PATCH', url: item, payload: { stock: 1 }, headers: { 'if-match': '"1"' } },
      404,
      'item-not-found',
    ],
    ['a change of no version', { method: 'PATCH', url: item, payload: { stock: 1 } }, 428, 'precondition-required'],
    [
      'a change of a version of somebody else',
      { method: 'PATCH', url: item, payload: { stock: 1 }, headers: { 'if-match': '"abc"' } },
      412,
      'precondition-failed',
    ],
    [
      'an empty change',
      { method: 'PATCH', url: item, payload: {}, headers: { 'if-match': '"1"' } },
      422,
      'validation-failed',
    ],
    ['a method that the address does not take', { method: 'DELETE', url: item }, 405, 'method-not-allowed'],
  ] as const)('%s is answered with one', async (_name, request, status, code) => {
    const answer = await ask(request as never);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({
      type: `https://docproof.dev/api/problems/${code}/`,
      status,
      code,
      instance: expect.stringMatching(/^urn:uuid:/),
    });
    expect(answer.body).not.toMatch(/select |insert |\bat .*\.ts:\d+|node_modules/i);
  });

  test('a SKU that is taken is a conflict', async () => {
    const { sku } = await create();
    const answer = await ask({ method: 'POST', url: address, payload: newItem({ sku }) });
    expect(answer.json()).toMatchObject({ status: 409, code: 'sku-taken' });
  });

  test('a method that is not taken is told which are', async () => {
    expect((await ask({ method: 'PUT', url: address })).headers.allow).toBe('GET, HEAD, POST');
  });

  test('no body whatsoever makes the service fail', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ sku: fc.anything(), price: fc.jsonValue(), tags: fc.jsonValue() }, { requiredKeys: [] }),
        ),
        async (payload) => {
          const text = JSON.stringify(payload) ?? 'null';
          const answer = await ask({
            method: 'POST',
            url: address,
            payload: text,
            headers: { 'content-type': 'application/json' },
          });
          expect(answer.statusCode, text).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('every answer carries the security headers and the id of its request', async () => {
  for (const url of ['/health/live', address, '/nowhere', '/openapi.json']) {
    const { headers } = await ask({ url, headers: { 'x-request-id': '0b9e1d6a-5c1f-4e0a-9d0e-111111111111' } });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-request-id': '0b9e1d6a-5c1f-4e0a-9d0e-111111111111',
    });
  }
});

test('the log holds no secret', () => {
  const { password } = new URL(service.databaseUrl);
  expect(log.length).toBeGreaterThan(0);
  expect(log.join('')).not.toContain(service.databaseUrl);
  if (password !== '') expect(log.join('')).not.toContain(password);
});

test('connections that the server ends are opened again, and readiness comes back without a restart', async () => {
  const { sql } = await import('kysely');
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    service.connection.db,
  );
  await expect.poll(async () => (await ask({ url: '/health/ready' })).statusCode, { timeout: 10_000 }).toBe(200);
  expect((await ask({ url: address })).statusCode).toBe(200);
});
