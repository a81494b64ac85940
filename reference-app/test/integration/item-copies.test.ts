import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { newItem } from '../kit/items.ts';
import { createItemsPath, createMember, injectAs } from '../kit/team.ts';
import { useService } from '../kit/use-service.ts';

const service = useService({ CACHE_ITEM_SECONDS: '3600', EVENT_POLL_MS: '60000' });
const { ask } = service;
let list: string;
let address: string;
let id: string;

beforeEach(async () => {
  list = (await createItemsPath(service.app, service.owner)).replace('/v1/', '/v2/');
  id = (await ask({ method: 'POST', url: list, payload: newItem() })).json().id;
  address = `${list}/${id}`;
});

/** How often copies of a kind were read, by how the reads ended. */
async function readsOf(name: string, app: FastifyInstance = service.app): Promise<Readonly<Record<string, number>>> {
  const { body } = await app.inject('/metrics');
  const lines = body.matchAll(
    new RegExp(`^almanac_cache_read_duration_seconds_count\\{name="${name}",outcome="(\\w+)"\\} (\\d+)$`, 'gm'),
  );
  return Object.fromEntries([...lines].map(([, outcome, count]) => [outcome, Number(count)]));
}

/** A change that no instance knows of: whoever still tells what was before it tells a copy. */
const changeBehindTheirBack = () =>
  sql`update items set name = 'Another', version = version + 1 where id = ${id}`.execute(service.connection.db);

const read = async (headers = {}, url = address) => (await ask({ url, headers })).json();

describe('an item, and a list of items', () => {
  test('that were read before are answered from a copy', async () => {
    for (const url of [address, list, list.replace('/v2/', '/v1/')]) await read({}, url);
    const before = await Promise.all(['get-item', 'list-items', 'list-items-after'].map((name) => readsOf(name)));
    await changeBehindTheirBack();
    expect((await read()).name).toBe('Blue mug');
    expect((await read({}, list)).items[0].name).toBe('Blue mug');
    expect((await read({}, list.replace('/v2/', '/v1/'))).items[0].name).toBe('Blue mug');
    const after = await Promise.all(['get-item', 'list-items', 'list-items-after'].map((name) => readsOf(name)));
    expect(after).toEqual(before.map((reads) => ({ ...reads, near: (reads.near ?? 0) + 1 })));
    const metrics = (await service.app.inject('/metrics')).body;
    expect(metrics).toMatch(/^almanac_cache_entries [1-9]\d*$/m);
    expect(metrics).toMatch(/^almanac_cache_bytes [1-9]\d*$/m);
    expect(metrics).toMatch(/^almanac_cache_untold_tags 0$/m);
  });

  test('are told only to whoever may see them now, however many copies there are', async () => {
    const workspace = list.replace('/items', '').replace('/v2/', '/v1/');
    const guest = await createMember(service.app, `Guest-${randomUUID()}`);
    const askGuest = injectAs(service.app, guest);
    await ask({ url: address });
    await ask({ url: list });
    expect((await askGuest({ url: address })).json().type).toContain('workspace-not-found');
    const { token } = (
      await ask({ method: 'POST', url: `${workspace}/invitations`, payload: { role: 'viewer' } })
    ).json();
    await askGuest({ method: 'POST', url: '/api/v1/invitations/accept', payload: { token } });
    for (const url of [address, list]) expect((await askGuest({ url })).statusCode).toBe(200);
    await ask({ method: 'DELETE', url: `${workspace}/members/${guest.userId}` });
    for (const url of [address, list]) expect((await askGuest({ url })).statusCode).toBe(404);
    // The same item by way of another workspace is none.
    const elsewhere = await createItemsPath(service.app, service.owner);
    expect((await ask({ url: `${elsewhere}/${id}` })).statusCode).toBe(404);
  });

  test('are what they are now for whoever made a change, at once, while others go on reading', async () => {
    let stop = false;
    const readers = [address, list].map(async (url) => {
      let last = 0;
      while (!stop) {
        const body = await read({}, url);
        const { version } = body.items?.[0] ?? body;
        // Nobody is ever told something older than they have been told.
        expect(version).toBeGreaterThanOrEqual(last);
        last = version;
      }
    });
    for (let version = 1; version <= 60; version += 1) {
      const reserves = version % 3 === 0;
      const changed = reserves
        ? await ask({ method: 'POST', url: `${list.replace('/v2/', '/v1/')}/${id}/reservations`, payload: {} })
        : await ask({
            method: 'PATCH',
            url: address,
            headers: { 'if-match': `"${version}"` },
            payload: { stock: 100 + version },
          });
      expect(changed.statusCode).toBe(reserves ? 201 : 200);
      const [item, { items }] = await Promise.all([read(), read({}, list)]);
      expect(item).toMatchObject({ version: version + 1 });
      expect(items).toEqual([item]);
    }
    stop = true;
    await Promise.all(readers);
  });

  test('that were just made stand in every list, and with a batch', async () => {
    await read({}, `${list}?tag=kitchen`);
    await ask({ method: 'POST', url: list, payload: newItem({ sku: 'SECOND' }) });
    expect((await read({}, `${list}?tag=kitchen`)).items).toHaveLength(2);
    const batch = { items: [newItem({ sku: 'THIRD' }), newItem({ sku: 'SECOND' }), newItem({ sku: 'FOURTH' })] };
    const url = `${list.replace('/v2/', '/v1/')}/batch`;
    const post = () => ask({ method: 'POST', url, headers: { 'idempotency-key': list }, payload: batch });
    expect((await post()).json().results.map(({ status }: { status: number }) => status)).toEqual([201, 409, 201]);
    expect((await read({}, `${list}?tag=kitchen`)).items).toHaveLength(4);
    expect((await post()).headers).toMatchObject({ 'idempotency-replayed': 'true' });
  });
});

describe('a condition is never held against a copy', () => {
  test('whether the version of a client is still the stored one', async () => {
    await read();
    await changeBehindTheirBack();
    const known = await ask({ url: address, headers: { 'if-none-match': '"1"' } });
    expect(known).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
    expect((await ask({ url: address, headers: { 'if-none-match': '"2"' } })).statusCode).toBe(304);
  });

  test.each(['no-cache', 'max-age=0', 'private, No-Cache'])('and %j is answered from the database', async (wish) => {
    await read();
    await changeBehindTheirBack();
    expect((await read()).version).toBe(1);
    expect((await read({ 'cache-control': wish })).version).toBe(2);
    expect((await read({ 'cache-control': 'max-age=01' })).version).toBe(1);
  });

  test('whoever is refused because the item has changed is told what it is now', async () => {
    await read();
    await read({}, list);
    await changeBehindTheirBack();
    expect([(await read()).version, (await read({}, list)).items[0].version]).toEqual([1, 1]);
    const change = { method: 'PATCH', url: address, payload: { stock: 7 } } as const;
    expect((await ask({ ...change, headers: { 'if-match': '"1"' } })).statusCode).toBe(412);
    expect([(await read()).version, (await read({}, list)).items[0].version]).toEqual([2, 2]);
    expect((await ask({ ...change, headers: { 'if-match': '"2"' } })).statusCode).toBe(200);
  });
});

test('nothing of items is kept when the settings say so', async () => {
  const another = await service.startAnother({ CACHE_ITEM_SECONDS: '0', CACHE_WARM_EVENTS: '0' });
  const readThere = async (url: string) => (await injectAs(another, service.owner)({ url })).json();
  for (const url of [address, list]) await readThere(url);
  await changeBehindTheirBack();
  expect((await readThere(address)).version).toBe(2);
  expect((await readThere(list)).items[0].version).toBe(2);
  expect(await readsOf('get-item', another)).toEqual({});
});

describe('an instance that starts', () => {
  test('reads what is likely to be asked for before anybody asks', async () => {
    const another = await service.startAnother();
    const asked = ['get-item', 'list-items-after', 'get-workspace'];
    const warmed = await Promise.all(asked.map((name) => readsOf(name, another)));
    for (const reads of warmed) expect(reads.loaded).toBeGreaterThan(0);
    for (const url of [address, list, list.replace('/items', '').replace('/v2/', '/v1/')])
      expect((await injectAs(another, service.owner)({ url })).statusCode).toBe(200);
    const after = await Promise.all(asked.map((name) => readsOf(name, another)));
    expect(after).toEqual(warmed.map((reads) => ({ ...reads, near: 1 })));
  });

  test('does not when the settings say so', async () => {
    const another = await service.startAnother({ CACHE_WARM_EVENTS: '0' });
    expect(await readsOf('get-item', another)).toEqual({});
  });

  test('starts also when what it would read is not there, and says so', async () => {
    await sql`alter table events rename to hidden`.execute(service.connection.db);
    try {
      const another = await service.startAnother();
      expect((await another.inject('/health/ready')).statusCode).toBe(200);
      expect(service.log.join('')).toContain('no answers were read into copies');
    } finally {
      await sql`alter table hidden rename to events`.execute(service.connection.db);
    }
  });
});
