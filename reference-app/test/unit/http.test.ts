import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { chooseEncoding } from '../../src/interface/http/middleware/compression.ts';
import { entityTag, expectedVersion, isKnown } from '../../src/interface/http/middleware/entity-tag.ts';
import { requestIdOf } from '../../src/interface/http/middleware/request-id.ts';
import { decodeCursor, encodeCursor } from '../../src/interface/http/v2/items/cursor.ts';
import { describeInterface } from '../../src/main/openapi.ts';

test('the committed OpenAPI document is that of the routes: node reference-app/src/main/cli.ts openapi > reference-app/openapi.json', async () => {
  const committed = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'));
  expect(await describeInterface()).toEqual(committed);
});

test('every operation has an id, and every error of it a media type of problems', async () => {
  const { paths } = (await describeInterface()) as {
    paths: Record<string, Record<string, { operationId: string; responses: Record<string, { content?: object }> }>>;
  };
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual([
    'acceptInvitation',
    'changePassword',
    'changeRole',
    'createExample',
    'createItem',
    'createItemV2',
    'createItems',
    'createWorkspace',
    'endSession',
    'getExample',
    'getItem',
    'getItemV2',
    'getMe',
    'getWorkspace',
    'inviteMember',
    'keySet',
    'listActivity',
    'listAudit',
    'listExamples',
    'listItems',
    'listItemsV2',
    'listMembers',
    'listMyAudit',
    'listReservations',
    'listSessions',
    'listWorkspaces',
    'live',
    'metrics',
    'ready',
    'refreshSession',
    'register',
    'releaseReservation',
    'removeMember',
    'renameExample',
    'renameWorkspace',
    'reserveItem',
    'signIn',
    'signOut',
    'startup',
    'updateItem',
    'updateItemV2',
  ]);
  for (const { operationId, responses } of operations) {
    for (const [status, { content = {} }] of Object.entries(responses)) {
      if (Number(status) < 400 || operationId === 'ready') continue;
      expect(Object.keys(content), `${operationId} ${status}`).toEqual(['application/problem+json']);
    }
  }
});

test('a version survives its entity tag', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (version) => {
      expect(expectedVersion(entityTag(version))).toEqual({ ok: true, value: version });
      expect(isKnown(`W/${entityTag(version)}, "x"`, entityTag(version))).toBe(true);
    }),
  );
});

test.each([
  [undefined, 'precondition-required'],
  ['', 'precondition-required'],
  ['*', 'precondition-required'],
  ['"0"', 'precondition-failed'],
  ['1', 'precondition-failed'],
  ['W/"1"', 'precondition-failed'],
  ['"1", "2"', 'precondition-failed'],
  ['"1"; drop table items', 'precondition-failed'],
])('If-Match %j is %s', (header, code) => {
  expect(expectedVersion(header)).toMatchObject({ ok: false, problem: { code } });
});

test('a request keeps an id that is a UUID, and gets a new one for anything else', () => {
  const idFor = (id: string): string => requestIdOf({ headers: { 'x-request-id': id } } as unknown as IncomingMessage);
  expect(idFor('0B9E1D6A-5C1F-4E0A-9D0E-111111111111')).toBe('0b9e1d6a-5c1f-4e0a-9d0e-111111111111');
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(idFor(text)).toMatch(/^[0-9a-f-]{36}$/);
    }),
  );
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['gzip', 'gzip'],
  ['gzip, br', 'br'],
  ['br;q=0.1, gzip;q=0.9', 'gzip'],
  ['br;q=0, gzip;q=0', undefined],
  ['*', 'br'],
  ['identity', undefined],
  ['BR', 'br'],
])('of Accept-Encoding %j the answer takes %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

test('a cursor survives its text, and a text that nobody gave out is none', () => {
  const id = createIdentifier<'item'>();
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true }), (createdAt) => {
      expect(decodeCursor(encodeCursor({ createdAt, id }))).toEqual({ createdAt, id });
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decodeCursor(text)).toBeUndefined();
    }),
  );
  const textOf = (plain: string) => Buffer.from(plain).toString('base64url');
  expect(decodeCursor(textOf(`1000 ${id}`))).toEqual({ createdAt: new Date(1000), id });
  const [latest, version4] = [Date.UTC(9999, 11, 31), '0b9e1d6a-5c1f-4e0a-9d0e-111111111111'];
  for (const time of ['', '-1', '1e3', '0x10', ' 1000', '1000.5', 'NaN', String(latest + 1), '9'.repeat(16)])
    expect(decodeCursor(textOf(`${time} ${id}`)), time).toBeUndefined();
  for (const rest of ['', ` ${version4}`, ` ${id.toUpperCase()}`, ` ${id} `, ` ${id} 1`, ` ${id}' or 1=1`])
    expect(decodeCursor(textOf(`1000${rest}`)), rest).toBeUndefined();
  expect(decodeCursor(textOf(`${latest} ${id}`))).toBeDefined();
});
