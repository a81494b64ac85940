import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/infrastructure/database/embedded-server.ts';
import { createFaultProxy, type FaultProxy } from '../kit/fault-proxy.ts';
import { newItem } from '../kit/items.ts';
import { type ServiceProcess, startService } from '../kit/service.ts';
import { createItemsPath, createMember, type Member } from '../kit/team.ts';
import { until } from '../kit/until.ts';

let folder: string;
let server: EmbeddedServer | undefined;
let gate: FaultProxy;
let service: ServiceProcess;
let owner: Member;
/** The address of the items of a workspace. */
let items: string;
let password: string;

const startServer = async (): Promise<string> => {
  server = await startEmbeddedServer({ directory: folder, onLog: () => {} });
  const url = new URL(server.url);
  gate.retarget(Number(url.port));
  await gate.pass();
  password = url.password;
  url.port = String(gate.port);
  return url.href;
};

const ready = async (): Promise<{ status: number; body: unknown }> => {
  const answer = await fetch(`${service.address}/health/ready`);
  return { status: answer.status, body: await answer.json() };
};
const list = () => fetch(items, { headers: owner.headers });
const post = (sku: string) =>
  fetch(items, {
    method: 'POST',
    headers: { ...owner.headers, 'content-type': 'application/json' },
    body: JSON.stringify(newItem({ sku })),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-outage-'));
  chmodSync(folder, 0o755);
  gate = await createFaultProxy(0);
  const url = await startServer();
  service = await startService({ DATABASE_URL: url, DATABASE_TIMEOUT_MS: '2000', LOG_LEVEL: 'trace' });
  owner = await createMember(service.address, 'Owner');
  items = `${service.address}${await createItemsPath(service.address, owner)}`;
});
afterAll(async () => {
  service?.child.kill('SIGTERM');
  await service?.ended();
  await gate?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('while the server cuts every connection again and again, each request is answered or asked to come again', async () => {
  const cutter = new pg.Client({ connectionString: server!.url });
  await cutter.connect();
  let cutting = true;
  const created: string[] = [];
  const cut = (async () => {
    for (let round = 0; round < 30; round += 1) {
      const { rowCount } = await cutter.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'almanac'",
      );
      // Only a round that has cut something counts.
      if (rowCount === 0) round -= 1;
      // Now and then a request gets through in between, so that cuts meet transactions that are under way.
      const before = created.length;
      if (round % 3 === 0) await until(() => created.length > before);
    }
    cutting = false;
  })();
  const statuses = new Set<number>();
  await Promise.all(
    Array.from({ length: 6 }, async (_, worker) => {
      for (let count = 0; cutting; count += 1) {
        const sku = `CUT-${worker}-${count}`;
        const answer = await post(sku);
        const { code } = (await answer.json()) as { code?: string };
        statuses.add(answer.status);
        if (answer.status === 201) created.push(sku);
        else {
          expect({ status: answer.status, code }).toEqual({ status: 503, code: 'service-unavailable' });
          expect(answer.headers.get('retry-after')).toBe('5');
        }
      }
    }),
  );
  await cut;
  expect(statuses).toContain(201);
  const { rows } = await cutter.query<{ sku: string }>('select sku from items');
  await cutter.end();
  const stored = new Set(rows.map(({ sku }) => sku));
  expect(created.filter((sku) => !stored.has(sku))).toEqual([]);
  // What was cut last may not have been heard of yet: readiness is asked on such a connection then, and a request would be too.
  await until(async () => (await ready()).status === 200);
});

test('when its server falls silent, requests end in their time, and it goes on when the server is heard again', async () => {
  const connections = gate.connections();
  expect(connections).toBeGreaterThan(0);
  gate.stall();
  const begun = performance.now();
  const answers = await Promise.all([post('SILENT-1'), list(), post('SILENT-2')]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  // A statement may wait for a connection first, and both have the same time.
  expect(performance.now() - begun).toBeLessThan(3 * 2000 + 2000);
  await gate.pass();
  await until(async () => (await ready()).status === 200);
  await until(async () => (await post('SILENT-3')).status === 201);
  expect((await list()).status).toBe(200);
});

test('without its server it is not ready and says so at once; with it, it goes on by itself', async () => {
  expect((await post('BEFORE')).status).toBe(201);
  await gate.refuse();
  await server!.stop();
  server = undefined;

  expect(await ready()).toEqual({
    status: 503,
    body: { status: 'not-ready', checks: [{ name: 'database', healthy: false, reason: 'no answer' }] },
  });
  expect((await fetch(`${service.address}/health/live`)).status).toBe(200);
  for (const answer of [await list(), await post('MEANWHILE')]) {
    expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({
      status: 503,
      type: 'application/problem+json',
    });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toMatchObject({ code: 'service-unavailable', detail: 'The database does not answer.' });
  }

  await startServer();
  await until(async () => (await ready()).status === 200);
  expect((await post('MEANWHILE')).status).toBe(201);
  expect((await post('BEFORE')).status).toBe(409);
  expect(service.child.exitCode).toBeNull();
});

test('nothing of all this has brought the password into the log', async () => {
  expect(service.log()).toContain('service-unavailable');
  expect(password).not.toBe('');
  expect(service.log()).not.toContain(password);
});
