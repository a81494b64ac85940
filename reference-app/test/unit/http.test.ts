import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entityTag, expectedVersion, isKnown } from '../../src/interface/http/middleware/entity-tag.ts';
import { requestIdOf } from '../../src/interface/http/middleware/request-id.ts';
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
    'createItem',
    'createItems',
    'createWorkspace',
    'endSession',
    'getItem',
    'getMe',
    'getWorkspace',
    'inviteMember',
    'keySet',
    'listActivity',
    'listAudit',
    'listItems',
    'listMembers',
    'listMyAudit',
    'listReservations',
    'listSessions',
    'listWorkspaces',
    'live',
    'ready',
    'refreshSession',
    'register',
    'releaseReservation',
    'removeMember',
    'renameWorkspace',
    'reserveItem',
    'signIn',
    'signOut',
    'updateItem',
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
