import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../../src/infrastructure/database/connect.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { newItem } from '../kit/items.ts';
import { type ServiceProcess, startService } from '../kit/service.ts';
import { createItemsPath, createMember, type Member } from '../kit/team.ts';
import { until } from '../kit/until.ts';

let database: TestDatabase;
let connection: Connection;
const programs: ServiceProcess[] = [];
let owner: Member;
let path: string;

/** The address as one of IPv4, so that both programs log the same. */
const addressOf = ({ address }: ServiceProcess): string => address.replace('localhost', '127.0.0.1');
const start = async (environment: Record<string, string>, file?: string): Promise<string> => {
  const everywhere = { NODE_ENV: 'production', DATABASE_URL: database.url };
  const program = await startService({ ...everywhere, ...environment }, () => {}, file);
  programs.push(program);
  return addressOf(program);
};

beforeAll(async () => {
  database = await createTestDatabase();
  connection = database.connect();
  const almanac = await start({ RATE_LIMIT_REQUESTS: '0', EVENT_POLL_MS: '60000' });
  owner = await createMember(almanac, 'Owner');
  path = (await createItemsPath(almanac, owner)).replace('/v1/', '/v2/');
  const keySet = await (await fetch(`${almanac}/.well-known/jwks.json`)).text();
  await start({ KEY_SET: keySet }, 'reference-app/test/load/one-file.ts');
});
afterAll(async () => {
  for (const { child, ended } of programs) {
    child.kill('SIGTERM');
    await ended();
  }
  await connection?.close();
  await database?.drop();
});

/** What differs from request to request, and between two programs: identifiers, times and addresses. */
const masked = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'uuid7')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replaceAll(/"(trace|span)_id":"[0-9a-f]+"/g, '"$1":1')
    .replaceAll(/00-[0-9a-f]{32}-[0-9a-f]{16}/g, 'trace')
    .replaceAll(/"(time|responseTime|remotePort)":[\d.]+/g, '"$1":1')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'host')
    .replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]+ GMT/g, 'date');

const ask = async (address: string, method: string, url: string, headers: object, body?: object) => {
  const answer = await fetch(`${address}${url}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
};

test('the one file answers, logs and stores what Almanac does', async () => {
  const outcomes: unknown[] = [];
  for (const program of programs) {
    const address = addressOf(program);
    const before = program.entries().length;
    const log = () => program.entries().slice(before);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const made = await ask(address, 'POST', path, owner.headers, newItem());
    const { id } = JSON.parse(made.body) as { id: string };
    const read = await ask(address, 'GET', `${path}/${id}`, { ...owner.headers, traceparent });
    const known = await ask(address, 'GET', `${path}/${id}`, { ...owner.headers, 'if-none-match': '"1"' });
    const anonymous = await ask(address, 'GET', `${path}/${id}`, {});
    const taken = await ask(address, 'POST', path, owner.headers, newItem());
    await until(() => log().length >= 10);
    expect(log().filter((entry) => entry.trace_id === '4bf92f3577b34da6a3ce929d0e0e4736')).toHaveLength(2);
    const items = await connection.db.selectFrom('items').selectAll().execute();
    const events = await connection.db
      .selectFrom('events')
      .innerJoin('outbox', 'outbox.event_id', 'events.id')
      .select(['events.name', 'events.version', 'payload', 'actor_id', 'traceparent', 'attempts', 'claim'])
      .where('events.name', '=', 'item.created')
      .execute();
    const refused = [anonymous.status, taken.status];
    outcomes.push(JSON.parse(masked(JSON.stringify({ made, read, known, refused, items, events, log: log() }))));
    await connection.db.deleteFrom('items').execute();
    await connection.db.deleteFrom('outbox').execute();
  }
  expect(outcomes[1]).toEqual(outcomes[0]);
});
