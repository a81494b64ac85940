import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Almanac } from '../../src/main/composition.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { startHere } from '../kit/start-here.ts';
import { createItemsPath, createMember, injectAs } from '../kit/team.ts';

let database: TestDatabase;
let almanac: Almanac;
let ask: ReturnType<typeof injectAs>;
let [address, elsewhere] = ['', ''];

beforeAll(async () => {
  database = await createTestDatabase();
  almanac = await startHere({ DATABASE_URL: database.url, EVENT_POLL_MS: '20' });
  const owner = await createMember(almanac.app, 'Owner');
  ask = injectAs(almanac.app, owner);
  const path = async () => (await createItemsPath(almanac.app, owner)).replace('/items', '/examples');
  [address, elsewhere] = [await path(), await path()];
});
afterAll(async () => {
  await almanac?.stop();
  await database?.drop();
});

const create = async (name: string) => (await ask({ method: 'POST', url: address, payload: { name } })).json();

test('they are created, read, renamed and listed', async () => {
  const created = await ask({ method: 'POST', url: address, payload: { name: 'First' } });
  expect(created.statusCode).toBe(201);
  expect(created.headers).toMatchObject({ etag: '"1"', location: `${address}/${created.json().id}` });
  const url = created.headers.location as string;
  expect((await ask({ url })).json()).toEqual(created.json());
  const rename = (name: string, version: string) =>
    ask({ method: 'PATCH', url, payload: { name }, headers: { 'if-match': version } });
  expect((await rename('Second', '"1"')).json()).toMatchObject({ name: 'Second', version: 2 });
  expect((await rename('Late', '"1"')).statusCode).toBe(412);
  expect((await ask({ method: 'PATCH', url, payload: { name: 'Blind' } })).statusCode).toBe(428);
  expect((await ask({ url })).json()).toMatchObject({ name: 'Second', version: 2 });
  const newer = await create('Newer');
  const { examples } = (await ask({ url: `${address}?limit=1` })).json();
  expect(examples).toEqual([newer]);
});

test('of parallel changes of one version exactly one is made', async () => {
  const { id } = await create('Raced');
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      ask({
        method: 'PATCH',
        url: `${address}/${id}`,
        payload: { name: `Name ${index}` },
        headers: { 'if-match': '"1"' },
      }),
    ),
  );
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  expect((await ask({ url: `${address}/${id}` })).json().version).toBe(2);
});

test('one of another workspace is not there', async () => {
  const { id } = await create('Hidden');
  expect((await ask({ url: `${address}/${id}` })).statusCode).toBe(200);
  for (const request of [
    { url: `${elsewhere}/${id}` },
    { method: 'PATCH', url: `${elsewhere}/${id}`, payload: { name: 'Mine' }, headers: { 'if-match': '"1"' } },
  ] as const)
    expect((await ask(request)).json()).toMatchObject({ status: 404, code: 'example-not-found' });
  expect((await ask({ url: elsewhere })).json()).toEqual({ examples: [] });
});

test('a name that breaks a rule is refused', async () => {
  for (const name of ['', ' padded', 'a\u0000b'])
    expect((await ask({ method: 'POST', url: address, payload: { name } })).json()).toMatchObject({
      code: 'validation-failed',
    });
});
