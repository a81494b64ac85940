import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { newItem, team } from '../kit/items.ts';
import { anyText } from '../kit/texts.ts';
import { useService } from '../kit/use-service.ts';

const address = `/api/v1/workspaces/${team}/items`;
const nobodys = `${address}/019aa3e0-0000-7000-8000-000000000000`;
const json = { 'content-type': 'application/json' };
const service = useService({ DATABASE_TIMEOUT_MS: '1000' });
const { ask, log } = service;

let number = 0;
const create = async (): Promise<{ id: string; sku: string }> => {
  number += 1;
  const answer = await ask({ method: 'POST', url: address, payload: newItem({ sku: `EDGE-${number}` }) });
  expect(answer.statusCode).toBe(201);
  return answer.json();
};

/** What every answer has, whatever it is about. */
const expectSafe = (headers: Readonly<Record<string, unknown>>): void => {
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'interest-cohort=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'cache-control': expect.stringMatching(/^(no-store|private, no-cache)$/),
  });
};

const expectProblem = async (request: InjectOptions, status: number, code: string) => {
  const answer = await ask(request);
  expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
    status,
    type: 'application/problem+json',
  });
  expect(answer.json()).toMatchObject({ status, code, instance: `urn:uuid:${answer.headers['x-request-id']}` });
  expectSafe(answer.headers);
  return answer;
};

describe('a request at the edge of what is allowed', () => {
  const cases: readonly (readonly [string, InjectOptions, number, string])[] = [
    ['a percent sign that is none', { url: `${address}/%zz` }, 400, 'malformed-request'],
    ['an identifier that is very long', { url: `${address}/${'a'.repeat(3000)}` }, 422, 'validation-failed'],
    [
      'an identifier of another version of UUID',
      { url: `${address}/${crypto.randomUUID()}` },
      422,
      'validation-failed',
    ],
    ['NUL in the query', { url: `${address}?tag=%00` }, 422, 'validation-failed'],
    ['an unknown key in the query', { url: `${address}?colour=red` }, 422, 'validation-failed'],
    ['a limit given twice', { url: `${address}?limit=1&limit=2` }, 422, 'validation-failed'],
    ['a limit that is too high', { url: `${address}?limit=101` }, 422, 'validation-failed'],
    ['a slash at the end', { url: '/health/live/' }, 404, 'route-not-found'],
    [
      'plain text',
      { method: 'POST', url: address, payload: 'a mug', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported-media-type',
    ],
    ['a body of no type', { method: 'POST', url: address, payload: Buffer.from('{}') }, 415, 'unsupported-media-type'],
    ['no body', { method: 'POST', url: address }, 422, 'validation-failed'],
    [
      'a key that reaches for the prototype',
      { method: 'POST', url: address, payload: '{"__proto__":{"stock":1}}', headers: json },
      400,
      'malformed-request',
    ],
    [
      'an unknown key in the price',
      { method: 'POST', url: address, payload: { ...newItem(), price: { minorUnits: 1, currency: 'EUR', tax: 2 } } },
      422,
      'validation-failed',
    ],
    [
      'half of a surrogate pair',
      { method: 'POST', url: address, payload: JSON.stringify(newItem({ name: 'a\ud800' })), headers: json },
      422,
      'validation-failed',
    ],
    [
      'a change of the version, which nobody but the service makes',
      { method: 'PATCH', url: nobodys, payload: { version: 7 }, headers: { 'if-match': '"1"' } },
      422,
      'validation-failed',
    ],
    [
      'a change of whatever is stored',
      { method: 'PATCH', url: nobodys, payload: { stock: 1 }, headers: { 'if-match': '*' } },
      428,
      'precondition-required',
    ],
  ];
  test.each(cases)('is answered with a problem: %s', async (_name, request, status, code) => {
    await expectProblem(request, status, code);
  });

  test.each([
    [{ method: 'PUT', url: address }, 'GET, HEAD, POST'],
    [{ method: 'DELETE', url: nobodys }, 'GET, HEAD, PATCH'],
    [{ method: 'POST', url: '/health/ready' }, 'GET, HEAD'],
    [{ method: 'OPTIONS', url: `${address}?limit=1` }, 'GET, HEAD, POST'],
    [{ method: 'DELETE', url: '/openapi.json' }, 'GET, HEAD'],
  ] as const)('%j is told that only %s are taken', async (request, allow) => {
    const answer = await expectProblem({ ...request }, 405, 'method-not-allowed');
    expect(answer.headers.allow).toBe(allow);
    expect(answer.json().allowed).toEqual(allow.split(', '));
  });
});

describe('an item', () => {
  test('is known by a client that names its tag among others, weakly or at all', async () => {
    const { id } = await create();
    for (const known of ['"1"', 'W/"1"', '"7", "1"', '*']) {
      const answer = await ask({ url: `${address}/${id}`, headers: { 'if-none-match': known } });
      expect({ known, status: answer.statusCode, body: answer.body }).toEqual({ known, status: 304, body: '' });
      expect(answer.headers.etag).toBe('"1"');
      expectSafe(answer.headers);
    }
    for (const other of ['"2"', '1', 'W/"11"']) {
      const answer = await ask({ url: `${address}/${id}`, headers: { 'if-none-match': other } });
      expect({ other, status: answer.statusCode }).toEqual({ other, status: 200 });
    }
  });

  test('is asked for with HEAD as with GET, without a body', async () => {
    const { id } = await create();
    for (const url of [`${address}/${id}`, address, '/health/live', '/health/ready']) {
      const [head, get] = [await ask({ method: 'HEAD', url }), await ask({ url })];
      expect(head.body).toBe('');
      expect(head.statusCode).toBe(200);
      for (const name of ['content-type', 'content-length', 'etag', 'cache-control']) {
        expect(head.headers[name], `${url} ${name}`).toBe(get.headers[name]);
      }
      expectSafe(head.headers);
    }
  });

  test('stays as it is when a change is refused, and the refusal names both versions', async () => {
    const { id } = await create();
    const change = (version: string, stock: number) => ({
      method: 'PATCH' as const,
      url: `${address}/${id}`,
      headers: { 'if-match': version },
      payload: { stock },
    });
    expect((await ask(change('"1"', 5))).statusCode).toBe(200);
    const refused = await expectProblem(change('"1"', 6), 412, 'precondition-failed');
    expect(refused.json()).toMatchObject({ expectedVersion: 1, currentVersion: 2 });
    expect((await ask({ url: `${address}/${id}` })).json()).toMatchObject({ stock: 5, version: 2 });
  });

  test('is left alone by a value that is refused: the SKU that was asked for is still free', async () => {
    const sku = 'STILL-FREE';
    await expectProblem(
      { method: 'POST', url: address, payload: { ...newItem({ sku }), stock: -1 } },
      422,
      'validation-failed',
    );
    expect((await ask({ method: 'POST', url: address, payload: newItem({ sku }) })).statusCode).toBe(201);
  });
});

describe('a fault of the service itself', () => {
  test('is answered without SQL and without a stack, and the log has the rest under the same id', async () => {
    await sql`alter table items rename to hidden`.execute(service.connection.db);
    try {
      const answer = await expectProblem({ url: address }, 500, 'internal-error');
      expect(answer.body).not.toMatch(/relation|select|items"|\.ts\b|node_modules/i);
      const entry = log.find((line) => line.includes(String(answer.headers['x-request-id'])) && line.includes('"err"'));
      expect(entry).toContain('relation \\"items\\" does not exist');
    } finally {
      await sql`alter table hidden rename to items`.execute(service.connection.db);
    }
  });

  test('is not what a table is that another holds: whoever waits too long is asked to come again', async () => {
    let release = (): void => {};
    let locked = (): void => {};
    const isLocked = new Promise<void>((done) => {
      locked = done;
    });
    const holding = service.connection.db.transaction().execute(async (transaction) => {
      await sql`lock table items in access exclusive mode`.execute(transaction);
      locked();
      await new Promise<void>((done) => {
        release = done;
      });
    });
    await isLocked;
    try {
      const requests = Array.from(
        { length: 6 },
        (_, index): InjectOptions =>
          index % 2 === 0
            ? { url: address }
            : { method: 'POST', url: address, payload: newItem({ sku: `LOCKED-${index}` }) },
      );
      const answers = await Promise.all(requests.map((request) => expectProblem(request, 503, 'service-unavailable')));
      for (const { headers } of answers) expect(headers['retry-after']).toBe('5');
    } finally {
      release();
      await holding;
    }
    expect((await ask({ url: address })).statusCode).toBe(200);
  });
});

describe('whatever is sent', () => {
  const text = fc.oneof(fc.string(), anyText(), fc.constantFrom('\u0000', '%00', '%zz', '\ud800'));
  const nearlyChange = fc.record(
    {
      name: fc.oneof(text, fc.jsonValue()),
      stock: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
      price: fc.oneof(
        fc.record({ minorUnits: fc.double(), currency: fc.constantFrom('EUR', 'XXX', 'QQQ') }),
        fc.jsonValue(),
      ),
      tags: fc.oneof(fc.array(text, { maxLength: 3 }), fc.jsonValue()),
      status: fc.oneof(fc.constantFrom('active', 'archived'), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );

  test('as a change, the service never fails, and only changes that it answers with 200 are made', async () => {
    const { id } = await create();
    let version = 1;
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearlyChange, fc.jsonValue()), async (payload) => {
        const answer = await ask({
          method: 'PATCH',
          url: `${address}/${id}`,
          headers: { ...json, 'if-match': `"${version}"` },
          payload: JSON.stringify(payload),
        });
        expect([200, 400, 422]).toContain(answer.statusCode);
        expectSafe(answer.headers);
        if (answer.statusCode === 200) version += 1;
        expect((await ask({ url: `${address}/${id}` })).json().version).toBe(version);
      }),
      { numRuns: 150 },
    );
  });

  test('as an address, the service never fails and always answers in its own words', async () => {
    const segment = fc.oneof(
      text.filter((each) => each.isWellFormed()).map(encodeURIComponent),
      fc.stringMatching(/^[!-~]{0,12}$/),
    );
    const url = fc.oneof(
      fc.tuple(segment, segment).map(([name, value]) => `${address}?${name}=${value}`),
      fc
        .tuple(fc.constantFrom('limit', 'offset', 'status', 'tag'), segment)
        .map(([name, value]) => `${address}?${name}=${value}`),
      segment.map((id) => `${address}/${id}`),
      segment.map((path) => `/${path}`),
      fc.constantFrom('/\\\\', '//', '/?', '/#', '*', 'http://[/'),
    );
    if (!service.app.server.listening) await service.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = service.app.server.address() as AddressInfo;
    // Over a socket, since `inject` refuses an address that no URL can hold.
    const send = (method: string, path: string) =>
      new Promise<{ status: number; headers: Readonly<Record<string, unknown>> }>((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, method, path, headers: service.owner.headers }, (response) => {
          response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
        });
        sent.on('error', reject).end();
      });
    await fc.assert(
      fc.asyncProperty(url, fc.constantFrom('GET', 'HEAD', 'POST', 'PATCH', 'DELETE'), async (path, method) => {
        const answer = await send(method, path);
        expect(answer.status, `${method} ${path}`).toBeLessThan(500);
        expectSafe(answer.headers);
        if (answer.status >= 400 && method !== 'HEAD') {
          expect(answer.headers['content-type'], `${method} ${path}`).toBe('application/problem+json');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('as a header, the service never fails', async () => {
    const { id } = await create();
    const value = fc.stringMatching(/^[ -~]{0,30}$/);
    await fc.assert(
      fc.asyncProperty(value, value, async (match, requestId) => {
        const headers = { 'if-match': match, 'if-none-match': match, 'x-request-id': requestId };
        const read = await ask({ url: `${address}/${id}`, headers });
        expect([200, 304]).toContain(read.statusCode);
        const change = await ask({ method: 'PATCH', url: `${address}/${id}`, headers, payload: { stock: 1 } });
        expect([200, 412, 428]).toContain(change.statusCode);
        expectSafe(change.headers);
      }),
    );
  });
});

test('the log holds nothing that a client proves itself with, nor the body that it sent', async () => {
  const secret = 'hunter2-hunter2';
  await ask({
    method: 'POST',
    url: address,
    headers: { authorization: `Bearer ${secret}`, cookie: `session=${secret}`, 'x-request-id': secret },
    payload: { ...newItem({ sku: 'LOGGED' }), [secret]: 1 },
  });
  await ask({ url: address, headers: { authorization: `Basic ${secret}` } });
  expect(log.filter((line) => line.includes('incoming request')).length).toBeGreaterThan(1);
  expect(log.filter((line) => line.includes(secret))).toEqual([]);
});
