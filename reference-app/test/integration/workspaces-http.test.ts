import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Role, roles } from '../../src/domain/workspaces/roles.ts';
import type { Almanac } from '../../src/main/composition.ts';
import { describeInterface } from '../../src/main/openapi.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { newItem } from '../kit/items.ts';
import { startHere } from '../kit/start-here.ts';
import { goodPassword } from '../kit/users.ts';

/** A user with a token. */
interface Person {
  readonly id: string;
  readonly token: string;
}
/** A neighbour owns another workspace. */
type Who = 'anonymous' | 'outsider' | 'neighbour' | Role;

let database: TestDatabase;
let almanac: Almanac;
let app: FastifyInstance;

beforeAll(async () => {
  database = await createTestDatabase();
  almanac = await startHere({ DATABASE_URL: database.url, EVENT_POLL_MS: '20' });
  app = almanac.app;
  people = Object.fromEntries(
    await Promise.all(['outsider', 'neighbour', ...roles].map(async (who) => [who, await somebody(who)] as const)),
  ) as Record<Exclude<Who, 'anonymous'>, Person>;
});
afterAll(async () => {
  await almanac?.stop();
  await database?.drop();
});

const askOf =
  (version: 'v1' | 'v2') =>
  (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    person?: Person,
    payload?: object,
    headers = {},
  ) =>
    app.inject({
      method,
      url: `/api/${version}${path}`,
      ...(payload && { payload }),
      headers: { ...headers, ...(person && { authorization: `Bearer ${person.token}` }) },
    });

const [ask, askV2] = [askOf('v1'), askOf('v2')];

async function somebody(name: string): Promise<Person> {
  const account = { email: `${name}@example.org`, password: goodPassword };
  await ask('POST', '/auth/register', undefined, { ...account, name });
  const token = (await ask('POST', '/auth/sign-in', undefined, account)).json().accessToken as string;
  const { id } = (await ask('GET', '/me', { id: '', token })).json();
  return { id, token };
}

let people: Record<Exclude<Who, 'anonymous'>, Person>;
let workspace: { readonly id: string; readonly path: string };
/** The path of an example in the workspace. */
let example: string;
/** An item of the workspace, made by its owner, and a reservation of it. */
let item: { readonly path: string; readonly reservation: string };

const invite = async (by: Person, role: Role) =>
  (await ask('POST', `${workspace.path}/invitations`, by, { role })).json().token as string;
const accept = (person: Person, token: string) => ask('POST', '/invitations/accept', person, { token });

/** Whether the test before has left the workspace as it was made: then the next one takes it. */
let untouched = false;

beforeEach(async () => {
  if (untouched) {
    untouched = false;
    return;
  }
  await ask('POST', '/workspaces', people.neighbour, { name: 'Next door' });
  const { id } = (await ask('POST', '/workspaces', people.owner, { name: 'Team' })).json();
  workspace = { id, path: `/workspaces/${id}` };
  for (const role of ['viewer', 'member', 'admin'] as const)
    await accept(people[role], await invite(people.owner, role));
  const made = await ask('POST', `${workspace.path}/items`, people.owner, newItem());
  const path = `${workspace.path}/items/${made.json().id}`;
  const reserved = await ask('POST', `${path}/reservations`, people.owner, {});
  item = { path, reservation: `${path}/reservations/${reserved.json().id}` };
  const other = await ask('POST', `${workspace.path}/examples`, people.owner, { name: 'First' });
  example = `${workspace.path}/examples/${other.json().id}`;
});

test('somebody makes a workspace, renames it, and finds it among their own', async () => {
  const created = await ask('POST', '/workspaces', people.outsider, { name: 'Alone' });
  expect(created.statusCode).toBe(201);
  expect(created.headers).toMatchObject({ etag: '"1"', location: `/api/v1/workspaces/${created.json().id}` });
  const path = `/workspaces/${created.json().id}`;
  const renamed = await ask('PATCH', path, people.outsider, { name: 'Alone still' }, { 'if-match': '"1"' });
  expect(renamed.json()).toMatchObject({ name: 'Alone still', version: 2 });
  expect((await ask('PATCH', path, people.outsider, { name: 'Late' }, { 'if-match': '"1"' })).json().code).toBe(
    'precondition-failed',
  );
  expect((await ask('PATCH', path, people.outsider, { name: 'Blind' })).json().code).toBe('precondition-required');
  expect((await ask('GET', path, people.outsider)).headers.etag).toBe('"2"');
  expect((await ask('GET', '/workspaces', people.outsider)).json().workspaces).toContainEqual({
    ...renamed.json(),
    role: 'owner',
  });
});

test('an invitation makes one user a member, once', async () => {
  const token = await invite(people.admin, 'member');
  const answers = await Promise.all([accept(people.outsider, token), accept(people.outsider, token)]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
  expect(answers.find(({ statusCode }) => statusCode === 200)!.json()).toMatchObject({
    id: workspace.id,
    role: 'member',
  });
  const { members } = (await ask('GET', `${workspace.path}/members`, people.outsider)).json();
  expect(members.map(({ userId, role }: { userId: string; role: Role }) => [userId, role])).toEqual([
    [people.owner.id, 'owner'],
    [people.viewer.id, 'viewer'],
    [people.member.id, 'member'],
    [people.admin.id, 'admin'],
    [people.outsider.id, 'member'],
  ]);
});

test('a member who accepts by mistake is told so, and leaves the invitation for somebody else', async () => {
  const token = await invite(people.owner, 'admin');
  expect((await accept(people.viewer, token)).json()).toMatchObject({ status: 409, code: 'already-member' });
  expect((await accept(people.outsider, token)).statusCode).toBe(200);
  expect((await accept(people.outsider, 'nonsense')).json()).toMatchObject({ code: 'invitation-not-found' });
});

test('nobody gives a role above their own, and nobody changes somebody above them', async () => {
  const change = (by: Person, of: Person, role: Role) => ask('PUT', `${workspace.path}/members/${of.id}`, by, { role });
  expect((await ask('POST', `${workspace.path}/invitations`, people.admin, { role: 'owner' })).json().code).toBe(
    'not-allowed',
  );
  expect((await change(people.admin, people.member, 'owner')).json().code).toBe('not-allowed');
  expect((await change(people.admin, people.owner, 'viewer')).json().code).toBe('not-allowed');
  expect((await change(people.admin, people.admin, 'owner')).json().code).toBe('not-allowed');
  expect((await change(people.admin, people.member, 'admin')).statusCode).toBe(204);
  expect((await change(people.owner, people.outsider, 'admin')).json().code).toBe('member-not-found');
  expect((await ask('DELETE', `${workspace.path}/members/${people.owner.id}`, people.admin)).json().code).toBe(
    'not-allowed',
  );
});

test('two owners who let go of each other at once leave one', async () => {
  await ask('PUT', `${workspace.path}/members/${people.admin.id}`, people.owner, { role: 'owner' });
  const answers = await Promise.all([
    ask('PUT', `${workspace.path}/members/${people.admin.id}`, people.owner, { role: 'viewer' }),
    ask('PUT', `${workspace.path}/members/${people.owner.id}`, people.admin, { role: 'viewer' }),
  ]);
  // The second is refused for its role, or already by the authorisation: an owner is left in any case.
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 403]);
  const { members } = (await ask('GET', `${workspace.path}/members`, people.member)).json();
  expect(members.filter(({ role }: { role: Role }) => role === 'owner')).toHaveLength(1);
});

test('everybody can leave but the last owner, and whoever has left sees nothing any more', async () => {
  const leave = (person: Person) => ask('DELETE', `${workspace.path}/members/${person.id}`, person);
  expect((await leave(people.owner)).json()).toMatchObject({ status: 409, code: 'last-owner' });
  expect((await leave(people.viewer)).statusCode).toBe(204);
  expect((await ask('GET', workspace.path, people.viewer)).json()).toMatchObject({ code: 'workspace-not-found' });
});

test('what happens in a workspace stands in its activity, once, with whoever did it', async () => {
  const { viewer, owner, admin } = people;
  await ask('PATCH', workspace.path, admin, { name: 'Crew' }, { 'if-match': '"1"' });
  await ask('PUT', `${workspace.path}/members/${viewer.id}`, owner, { role: 'member' });
  await ask('DELETE', `${workspace.path}/members/${viewer.id}`, viewer);
  // What is refused has not happened.
  await ask('PATCH', workspace.path, admin, { name: 'Late' }, { 'if-match': '"1"' });
  await ask('DELETE', `${workspace.path}/members/${owner.id}`, owner);
  interface Line {
    readonly event: string;
    readonly actorId: string;
    readonly details: object;
  }
  const read = async () => (await ask('GET', `${workspace.path}/activity`, owner)).json().activity as readonly Line[];
  await expect.poll(async () => (await read()).length, { timeout: 20_000 }).toBe(13);
  const itemId = item.path.split('/').at(-1);
  const lines = (await read()).map(({ event, actorId, details }) => [event, actorId, details]);
  expect(lines.toReversed()).toEqual([
    ['workspace.created', owner.id, { name: 'Team' }],
    ...(['viewer', 'member', 'admin'] as const).flatMap((role) => [
      ['member.invited', owner.id, { invitationId: expect.any(String), role }],
      ['member.joined', people[role].id, { userId: people[role].id, role }],
    ]),
    ['item.created', owner.id, { itemId, sku: 'MUG-BLUE', name: 'Blue mug' }],
    ['item.reserved', owner.id, { itemId, reservationId: item.reservation.split('/').at(-1), quantity: 1 }],
    ['example.created', owner.id, { exampleId: example.split('/').at(-1), name: 'First' }],
    ['workspace.renamed', admin.id, { name: 'Crew' }],
    ['member.role-changed', owner.id, { userId: viewer.id, role: 'member' }],
    ['member.left', viewer.id, { userId: viewer.id }],
  ]);
  expect((await ask('GET', `${workspace.path}/activity?limit=1`, owner)).json().activity).toHaveLength(1);
});

/** Every operation of workspaces: how it is asked, and what each kind of person is answered. */
const matrix: Readonly<
  Record<string, readonly [ask: (person?: Person) => ReturnType<typeof ask>, statuses: Readonly<Record<Who, number>>]>
> = {
  getWorkspace: [
    (person) => ask('GET', workspace.path, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  renameWorkspace: [
    (person) => ask('PATCH', workspace.path, person, { name: 'Crew' }, { 'if-match': '"1"' }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 403, admin: 200, owner: 200 },
  ],
  listMembers: [
    (person) => ask('GET', `${workspace.path}/members`, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  listActivity: [
    (person) => ask('GET', `${workspace.path}/activity`, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  listAudit: [
    (person) => ask('GET', `${workspace.path}/audit`, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 403, admin: 200, owner: 200 },
  ],
  inviteMember: [
    (person) => ask('POST', `${workspace.path}/invitations`, person, { role: 'viewer' }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 403, admin: 201, owner: 201 },
  ],
  changeRole: [
    (person) => ask('PUT', `${workspace.path}/members/${people.viewer.id}`, person, { role: 'member' }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 403, admin: 204, owner: 204 },
  ],
  removeMember: [
    (person) => ask('DELETE', `${workspace.path}/members/${people.viewer.id}`, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 204, member: 403, admin: 204, owner: 204 },
  ],
  listExamples: [
    (person) => ask('GET', `${workspace.path}/examples`, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  createExample: [
    (person) => ask('POST', `${workspace.path}/examples`, person, { name: 'One' }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 201, admin: 201, owner: 201 },
  ],
  getExample: [
    (person) => ask('GET', example, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  renameExample: [
    (person) => ask('PATCH', example, person, { name: 'Other' }, { 'if-match': '"1"' }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 200, admin: 200, owner: 200 },
  ],
  listItemsV2: [
    (person) => askV2('GET', `${workspace.path}/items`, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  createItemV2: [
    (person) => askV2('POST', `${workspace.path}/items`, person, newItem({ sku: 'MATRIX' })),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 201, admin: 201, owner: 201 },
  ],
  getItemV2: [
    (person) => askV2('GET', item.path, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  updateItemV2: [
    (person) => askV2('PATCH', item.path, person, { stock: 9 }, { 'if-match': '"2"' }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 200, admin: 200, owner: 200 },
  ],
  listItems: [
    (person) => ask('GET', `${workspace.path}/items`, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  createItem: [
    (person) => ask('POST', `${workspace.path}/items`, person, newItem({ sku: 'MATRIX' })),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 201, admin: 201, owner: 201 },
  ],
  createItems: [
    (person) => ask('POST', `${workspace.path}/items/batch`, person, { items: [newItem({ sku: 'MATRIX' })] }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 200, admin: 200, owner: 200 },
  ],
  getItem: [
    (person) => ask('GET', item.path, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  updateItem: [
    (person) => ask('PATCH', item.path, person, { stock: 9 }, { 'if-match': '"2"' }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 200, admin: 200, owner: 200 },
  ],
  reserveItem: [
    (person) => ask('POST', `${item.path}/reservations`, person, { quantity: 1 }),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 201, admin: 201, owner: 201 },
  ],
  listReservations: [
    (person) => ask('GET', `${item.path}/reservations`, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 200, member: 200, admin: 200, owner: 200 },
  ],
  releaseReservation: [
    (person) => ask('DELETE', item.reservation, person),
    { anonymous: 401, outsider: 404, neighbour: 404, viewer: 403, member: 204, admin: 204, owner: 204 },
  ],
};

/** Operations outside of workspaces: who may ask them, and how they are asked. */
const everybodys = ['register', 'signIn', 'refreshSession', 'keySet', 'live', 'ready', 'startup', 'metrics'];
const ofUsers: Readonly<Record<string, (person?: Person) => ReturnType<typeof ask>>> = {
  getMe: (person) => ask('GET', '/me', person),
  changePassword: (person) =>
    ask('PUT', '/me/password', person, { currentPassword: goodPassword, newPassword: goodPassword }),
  listSessions: (person) => ask('GET', '/me/sessions', person),
  listMyAudit: (person) => ask('GET', '/me/audit', person),
  endSession: (person) => ask('DELETE', '/me/sessions/019aa3e0-0000-7000-8000-000000000000', person),
  createWorkspace: (person) => ask('POST', '/workspaces', person, { name: 'Mine' }),
  listWorkspaces: (person) => ask('GET', '/workspaces', person),
  acceptInvitation: (person) => accept(person as Person, 'nonsense'),
  // The last: nobody is signed in afterwards.
  signOut: (person) => ask('POST', '/auth/sign-out', person),
};

describe('the authorisation matrix', () => {
  const operationsOf = async (isMeant: (path: string) => boolean): Promise<readonly string[]> => {
    const { paths } = (await describeInterface()) as { paths: Record<string, Record<string, { operationId: string }>> };
    return Object.entries(paths)
      .filter(([path]) => isMeant(path))
      .flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId))
      .sort();
  };

  test('has a row for every operation', async () => {
    const inWorkspace = (path: string) => path.includes('{workspaceId}');
    expect(await operationsOf(inWorkspace)).toEqual(Object.keys(matrix).sort());
    expect(await operationsOf((path) => !inWorkspace(path))).toEqual([...everybodys, ...Object.keys(ofUsers)].sort());
  });

  test('every route that answers is an operation of the document', async () => {
    const routes = app
      .printRoutes({ commonPrefix: false, includeHooks: false })
      .split('\n')
      .flatMap((line) => /(\S+) \(([A-Z, ]+)\)/.exec(line)?.[2]?.split(', ') ?? [])
      .filter((method) => method !== 'HEAD');
    // One more: the document itself.
    expect(routes.length).toBe((await operationsOf(() => true)).length + 1);
  });

  let visitor: Promise<Person> | undefined;
  test.each(Object.keys(ofUsers))('%s is for users who are signed in', async (operation) => {
    expect((await ofUsers[operation]!()).json()).toMatchObject({ status: 401, code: 'not-signed-in' });
    visitor ??= somebody('visitor');
    expect((await ofUsers[operation]!(await visitor)).statusCode).not.toBe(401);
  });

  const cells = Object.entries(matrix).flatMap(([operation, [, statuses]]) =>
    Object.entries(statuses).map(([who, status]) => [operation, who as Who, status] as const),
  );
  test.each(cells)('%s by %s: %i', async (operation, who, status) => {
    const answer = await matrix[operation]![0](who === 'anonymous' ? undefined : people[who]);
    expect(answer.statusCode).toBe(status);
    if (status === 404) expect(answer.json().code).toBe('workspace-not-found');
    // Who is refused changes nothing: if it were otherwise, those who come after would not be answered as they are.
    untouched = status >= 400 || /^(get|list)[A-Z]/.test(operation);
  });
});
