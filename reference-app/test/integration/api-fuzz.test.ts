import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Almanac } from '../../src/main/composition.ts';
import { describeInterface } from '../../src/main/openapi.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { newItem } from '../kit/items.ts';
import { type KnownValues, type OpenApi, spoil, valuesOf } from '../kit/openapi.ts';
import { startHere } from '../kit/start-here.ts';
import { createItemsPath, createMember, injectAs, type Member } from '../kit/team.ts';
import { goodPassword } from '../kit/users.ts';

const document = (await describeInterface()) as OpenApi;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);
type Fuzzed = (typeof operations)[number];

/** Operations that change the account of whoever asks: they are asked by somebody who does nothing else. */
const ofAnotherAccount = new Set(['signOut', 'endSession', 'changePassword']);
/** Operations whose success needs what is handed out once, and nobody guesses. */
const unguessable = new Set(['acceptInvitation', 'refreshSession', 'endSession']);
/** How many requests each operation gets, and how many more until one of them succeeds. */
const [runs, patience] = [25, 150];

let database: TestDatabase;
let almanac: Almanac;
let [owner, other]: Member[] = [];
let items: string;
let known: KnownValues;

beforeAll(async () => {
  database = await createTestDatabase();
  almanac = await startHere({
    DATABASE_URL: database.url,
    RATE_LIMIT_REQUESTS: '0',
    RATE_LIMIT_SIGN_INS_ACCOUNT: '0',
    RATE_LIMIT_SIGN_INS_ADDRESS: '0',
  });
  owner = await createMember(almanac.app, 'Owner');
  other = await createMember(almanac.app, 'Other');
  const guest = await createMember(almanac.app, 'Guest');
  items = await createItemsPath(almanac.app, owner);
  const workspaceId = items.split('/').at(-2)!;
  const ask = injectAs(almanac.app, owner);
  const invited = await ask({
    method: 'POST',
    url: `/api/v1/workspaces/${workspaceId}/invitations`,
    payload: { role: 'viewer' },
  });
  const accepted = { token: invited.json().token };
  await injectAs(almanac.app, guest)({ method: 'POST', url: '/api/v1/invitations/accept', payload: accepted });
  known = {
    workspaceId: [workspaceId],
    userId: [guest.userId],
    sku: Array.from({ length: 200 }, (_, index) => `FUZZ-${index}`),
    tags: [['fuzz'], []],
    price: [{ minorUnits: 1, currency: 'EUR' }],
    email: ['owner@example.org', 'someone@example.org'],
    password: [goodPassword],
    currentPassword: [goodPassword],
    newPassword: [goodPassword],
    quantity: [1],
    name: ['Name'],
    'if-match': Array.from({ length: 60 }, (_, index) => `"${index + 1}"`),
  };
});
/** Each operation meets an item and an example that no other has changed; some of the item is reserved. */
beforeEach(async ({ task }) => {
  const ask = injectAs(almanac.app, owner!);
  const payload = newItem({ sku: `ITEM-${task.id.replaceAll(/[^0-9]+/g, '-').replace(/^-/, '')}`, stock: 1_000_000 });
  const { id } = (await ask({ method: 'POST', url: items, payload })).json();
  const reservationId: string[] = [];
  for (let count = 0; count < 5; count += 1)
    reservationId.push((await ask({ method: 'POST', url: `${items}/${id}/reservations`, payload: {} })).json().id);
  const examples = items.replace(/items$/, 'examples');
  const example = (await ask({ method: 'POST', url: examples, payload: { name: 'Example' } })).json();
  const cursor = Buffer.from(`${Date.now()} ${id}`).toString('base64url');
  known = { ...known, id: [id, example.id], reservationId, cursor: [cursor] };
});
afterAll(async () => {
  await almanac?.stop();
  await database?.drop();
});

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'document');
const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** Why a body is not what the document says of it. */
function faultOf({ path, method }: Fuzzed, status: string, type: string, body: unknown): unknown {
  const pointer = ['paths', path, method, 'responses', status, 'content', type, 'schema'].map(escaped).join('/');
  const validate = ajv.getSchema(`document#/${pointer}`);
  if (!validate) return `the document has no schema for ${status} ${type}`;
  return validate(body) ? undefined : validate.errors;
}

interface FuzzedRequest {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
  /** Whether the version to change is read before. */
  readonly fresh: boolean;
}

/** A request of an operation: as the document wants it, or with one part spoilt. */
function requestsOf(operation: Fuzzed): fc.Arbitrary<FuzzedRequest> {
  const parameters = operation.parameters ?? [];
  const each = parameters.map(({ name, in: place, schema }) =>
    fc.record({
      name: fc.constant(name),
      place: fc.constant(place),
      value: fc.oneof(
        { weight: 6, arbitrary: valuesOf(document, schema, known, name) },
        { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
      ),
      // What stands in the path is always there.
      sent: place === 'path' || name === 'if-match' ? fc.constant(true) : fc.boolean(),
    }),
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const fitting = schema ? valuesOf(document, schema, known) : fc.constant(undefined);
  const body = schema
    ? fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 2, arbitrary: fitting.chain(spoil) })
    : fitting;
  return fc.tuple(fc.tuple(...each), body, fc.boolean()).map(([all, given, fresh]) => {
    const sent = all.filter((parameter) => parameter.sent);
    const of = (place: string) => sent.filter((parameter) => parameter.place === place);
    const encode = (value: unknown): string => encodeURIComponent(String(value).toWellFormed());
    let url = operation.path;
    for (const { name, value } of of('path')) url = url.replace(`{${name}}`, encode(value) || '-');
    const query = of('query').map(({ name, value }) => `${name}=${encode(value)}`);
    const headers = of('header').map(({ name, value }) => [name, String(value).replaceAll(/[^ -~]/g, '') || '-']);
    return {
      url: `${url}${query.length > 0 ? `?${query.join('&')}` : ''}`,
      headers: Object.fromEntries(headers),
      body: given,
      fresh,
    };
  });
}

describe('every operation of the OpenAPI document', () => {
  test.each(operations.map((operation) => [operation.operationId, operation] as const))(
    '%s answers whatever is sent with what the document says',
    async (operationId, operation) => {
      if (ofAnotherAccount.has(operationId)) other = await createMember(almanac.app, 'Other');
      const asker = () => (ofAnotherAccount.has(operationId) ? other : owner)!;
      const statuses = new Set<number>();
      const send = async ({ url, headers, body, fresh }: FuzzedRequest): Promise<void> => {
        // Somebody who has signed out comes again.
        if (operationId === 'signOut') other = await createMember(almanac.app, 'Other');
        if (fresh && headers['if-match'] !== undefined) {
          const { etag } = (await injectAs(almanac.app, asker())({ url })).headers;
          if (etag !== undefined) headers['if-match'] = String(etag);
        }
        const answer = await injectAs(
          almanac.app,
          asker(),
        )({
          method: operation.method.toUpperCase() as 'GET',
          url,
          headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { payload: JSON.stringify(body) }),
        });
        const told = `${operation.method} ${url} ${JSON.stringify(body)}: ${answer.statusCode} ${answer.body}`;
        statuses.add(answer.statusCode);
        expect(answer.statusCode, told).toBeLessThan(500);
        expect(Object.keys(operation.responses), told).toContain(String(answer.statusCode));
        if (answer.body === '') return;
        const [type = ''] = String(answer.headers['content-type']).split(';');
        // What is no JSON is described by its media type alone.
        if (!type.endsWith('json')) return;
        expect(faultOf(operation, String(answer.statusCode), type, answer.json()), told).toBeUndefined();
      };
      await fc.assert(fc.asyncProperty(requestsOf(operation), send), { numRuns: runs });
      if (unguessable.has(operationId)) return;
      // A fuzzer that only ever raises errors has tried little: it goes on until something succeeds.
      const succeeded = () => [...statuses].some((status) => status < 300);
      for (const request of fc.sample(requestsOf(operation), patience)) {
        if (succeeded()) break;
        await send(request);
      }
      expect(succeeded(), [...statuses].join()).toBe(true);
    },
  );
});
