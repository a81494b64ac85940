import { expect, test } from 'vitest';
import { systemClock } from '../../src/application/shared/clock.ts';
import { failure, success } from '../../src/core/types/result.ts';
import { itemNotFound } from '../../src/domain/items/item.errors.ts';
import type { UserId } from '../../src/domain/users/user.ts';
import { createPostgresItemRepository } from '../../src/infrastructure/database/item.repository.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { newItem, someItem, team } from '../kit/items.ts';
import { createMember, injectAs, joinTeam } from '../kit/team.ts';
import { useService } from '../kit/use-service.ts';

const address = `/api/v1/workspaces/${team}/items`;
const service = useService();
const { ask } = service;

const post = (key: string, payload: object, url = address) =>
  ask({ method: 'POST', url, payload, headers: { 'idempotency-key': key } });
const stockOf = async (id: string) => (await ask({ url: `${address}/${id}` })).json().stock;

test('a request that is repeated with its key is carried out once, and answered as it was', async () => {
  const { id } = (await post('make', newItem({ sku: 'ONCE', stock: 9 }))).json();
  const first = await post('take', { quantity: 2 }, `${address}/${id}/reservations`);
  const again = await post('take', { quantity: 2 }, `${address}/${id}/reservations`);
  expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
  expect(again.json()).toEqual(first.json());
  expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
  expect(await stockOf(id)).toBe(7);
  // The address and the entity tag are those of then, too.
  const made = await post('make', newItem({ sku: 'ONCE', stock: 9 }));
  expect(made.headers).toMatchObject({ etag: '"1"', location: `${address}/${id}`, 'idempotency-replayed': 'true' });
});

test('a change is made once, though its version is another one when the request comes again', async () => {
  const { id: workspaceId } = (await ask({ method: 'POST', url: '/api/v1/workspaces', payload: { name: 'A' } })).json();
  const workspace = `/api/v1/workspaces/${workspaceId}`;
  const { id: itemId } = (await post('change-item', newItem({ sku: 'CHANGED' }))).json();
  const { id: exampleId } = (
    await ask({ method: 'POST', url: `${workspace}/examples`, payload: { name: 'A' } })
  ).json();
  for (const [url, payload] of [
    [workspace, { name: 'B' }],
    [`${address}/${itemId}`, { stock: 77 }],
    [`${address}/${itemId}`.replace('/v1/', '/v2/'), { stock: 78 }],
    [`${workspace}/examples/${exampleId}`, { name: 'B' }],
  ] as const) {
    const { version } = (await ask({ url })).json();
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': `change ${url}`.replaceAll(/[^a-z0-9]/g, '-') };
    const change = () => ask({ method: 'PATCH', url, payload, headers });
    const [first, again] = [await change(), await change()];
    expect({ url, status: first.statusCode, body: first.json() }).toMatchObject({
      status: 200,
      body: { ...payload, version: version + 1 },
    });
    expect(again.json()).toEqual(first.json());
    expect(again.headers).toMatchObject({ etag: `"${version + 1}"`, 'idempotency-replayed': 'true' });
    // What is kept as a copy is that of the change, too.
    expect((await ask({ url })).json()).toMatchObject({ ...payload, version: version + 1 });
    const { 'idempotency-key': _, ...withoutKey } = headers;
    expect((await ask({ method: 'PATCH', url, payload, headers: withoutKey })).statusCode).toBe(412);
  }
});

test('an invitation is accepted once, and whoever did not hear of it is told again', async () => {
  const guest = injectAs(service.app, await createMember(service.app, 'Guest'));
  const { token } = (
    await ask({ method: 'POST', url: address.replace('/items', '/invitations'), payload: { role: 'viewer' } })
  ).json();
  const accept = (key?: string) =>
    guest({
      method: 'POST',
      url: '/api/v1/invitations/accept',
      payload: { token },
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
  const [first, again, keyless] = [await accept('join'), await accept('join'), await accept()];
  expect([first.statusCode, again.statusCode, keyless.statusCode]).toEqual([200, 200, 404]);
  expect(again.json()).toEqual(first.json());
  const kept = await service.connection.db
    .selectFrom('idempotency_keys')
    .select('answer')
    .where('key', '=', 'join')
    .execute();
  expect(JSON.stringify(kept)).not.toContain(token);
});

test('one of the examples is made once', async () => {
  const url = address.replace('/items', '/examples');
  const [first, again] = [await post('example', { name: 'Once' }, url), await post('example', { name: 'Once' }, url)];
  expect(again.json()).toEqual(first.json());
  expect((await ask({ url })).json().examples).toHaveLength(1);
});

test('no answer with a secret is kept: those operations take no key', async () => {
  const url = address.replace('/items', '/invitations');
  const [first, again] = [await post('invite', { role: 'viewer' }, url), await post('invite', { role: 'viewer' }, url)];
  expect(again.json().token).not.toBe(first.json().token);
  expect(again.headers['idempotency-replayed']).toBeUndefined();
});

test('of twenty at once with one key one is carried out, and the others are told so or answered alike', async () => {
  const { id } = (await post('parallel-item', newItem({ sku: 'PARALLEL', stock: 50 }))).json();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post('parallel', { quantity: 1 }, `${address}/${id}/reservations`)),
  );
  expect(await stockOf(id)).toBe(49);
  const made = answers.filter(({ statusCode }) => statusCode === 201);
  expect(new Set(made.map(({ body }) => body)).size).toBe(1);
  for (const answer of answers.filter(({ statusCode }) => statusCode !== 201))
    expect(answer.json()).toMatchObject({ status: 409, code: 'idempotency-key-in-use' });
});

test('a key that is used for another request is refused, and nothing is done', async () => {
  await post('mine', newItem({ sku: 'FIRST' }));
  expect((await post('mine', newItem({ sku: 'SECOND' }))).json()).toMatchObject({ code: 'idempotency-key-reused' });
  expect((await ask({ method: 'POST', url: address, payload: newItem({ sku: 'SECOND' }) })).statusCode).toBe(201);
  // A batch answers no failure of its own, and is refused as a whole.
  const batch = await post('mine', { items: [newItem({ sku: 'THIRD' })] }, `${address}/batch`);
  expect(batch.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  expect((await post('not a key', newItem({ sku: 'THIRD' }))).json()).toMatchObject({ code: 'validation-failed' });
});

test('the key of somebody else is another key', async () => {
  const stranger = await createMember(service.app, 'Stranger');
  await joinTeam(service.connection, stranger);
  await post('ours', newItem({ sku: 'OURS' }));
  const askStranger = injectAs(service.app, stranger);
  const answer = await askStranger({
    method: 'POST',
    url: address,
    payload: newItem({ sku: 'THEIRS' }),
    headers: { 'idempotency-key': 'ours' },
  });
  expect(answer.json()).toMatchObject({ sku: 'THEIRS' });
});

test('what has failed is tried anew: it has changed nothing', async () => {
  const { id } = (await post('empty', newItem({ sku: 'EMPTY', stock: 0 }))).json();
  const url = `${address}/${id}/reservations`;
  expect((await post('wait', { quantity: 1 }, url)).json()).toMatchObject({ code: 'out-of-stock' });
  await ask({ method: 'PATCH', url: `${address}/${id}`, headers: { 'if-match': '"1"' }, payload: { stock: 1 } });
  expect((await post('wait', { quantity: 1 }, url)).statusCode).toBe(201);
});

test('a batch is one thing: each of its items is kept, or refused alone, once', async () => {
  const batch = { items: [newItem({ sku: 'B-1' }), newItem({ sku: 'B-1' }), newItem({ sku: 'B-2' })] };
  const [first, again] = [
    await post('batch', batch, `${address}/batch`),
    await post('batch', batch, `${address}/batch`),
  ];
  const statuses = (answer: typeof first) => answer.json().results.map(({ status }: { status: number }) => status);
  expect(statuses(first)).toEqual([201, 409, 201]);
  expect(statuses(again)).toEqual([201, 409, 201]);
  expect(again.json().results[2]).toEqual(first.json().results[2]);
});

test('a unit of work inside another one can be undone alone, and is undone with it', async () => {
  const unitOfWork = createPostgresUnitOfWork(service.connection.db, systemClock);
  const items = createPostgresItemRepository(service.connection.db);
  const [kept, alone, outer, inner] = [someItem(), someItem(), someItem(), someItem()];
  const refused = () => failure(itemNotFound.failure('None.'));
  await unitOfWork.run(async (work) => {
    await unitOfWork.run(async (part) => {
      await part.items.insert(alone);
      return refused();
    });
    await expect(
      unitOfWork.run(async () => {
        throw new Error('a fault');
      }),
    ).rejects.toThrow('a fault');
    await unitOfWork.run(async (part) => part.items.insert(kept));
    return success(await work.items.find(kept.id));
  });
  await unitOfWork.run(async (work) => {
    await work.items.insert(outer);
    await unitOfWork.run(async (part) => part.items.insert(inner));
    return refused();
  });
  const found = await Promise.all([kept, alone, outer, inner].map(({ id }) => items.find(id)));
  expect(found).toEqual([kept, undefined, undefined, undefined]);
});

test('answers whose time is over go, some with each new one', async () => {
  const { db } = service.connection;
  const expired = Array.from({ length: 12 }, (_, index) => ({
    user_id: service.owner.userId as UserId,
    key: `expired ${index}`,
    fingerprint: 'none',
    answer: '{}',
    expires_at: new Date(Date.now() - 1000),
  }));
  await db.insertInto('idempotency_keys').values(expired).execute();
  const left = async () =>
    (await db.selectFrom('idempotency_keys').select('key').where('key', 'like', 'expired %').execute()).length;
  const make = (key: string) => post(key, { name: 'Another' }, '/api/v1/workspaces');
  expect((await make('sweeps-ten')).statusCode).toBe(201);
  expect(await left()).toBe(2);
  await make('sweeps-the-rest');
  expect(await left()).toBe(0);
});
