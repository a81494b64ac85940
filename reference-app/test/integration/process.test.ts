import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newItem } from '../kit/items.ts';
import { programFile } from '../kit/programs.ts';
import { type ServiceProcess, startService } from '../kit/service.ts';
import { createItemsPath, createMember, type Member } from '../kit/team.ts';

const program = await programFile('server');
/** Where the data of all tests are, as one leaves them to the next: making them anew takes longer than most tests. */
let folder: string;
const running: ServiceProcess[] = [];

const start = async (environment: Record<string, string> = {}): Promise<ServiceProcess> => {
  const service = await startService({ DATABASE_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', ...environment });
  running.push(service);
  return service;
};
const startAndFail = (environment: Record<string, string>) =>
  spawnSync(process.execPath, [program], {
    encoding: 'utf8',
    env: { ...process.env, PORT: '0', DATABASE_URL: '', DATABASE_DIR: join(folder, 'data'), ...environment },
  });

/** Somebody whom a test makes, and the path of the items of their own workspace. They stay from start to start. */
let owner: Promise<Member & { readonly items: string }> | undefined;
const ownerAt = (address: string): NonNullable<typeof owner> => {
  owner ??= createMember(address, 'Owner').then(async (member) => ({
    ...member,
    items: await createItemsPath(address, member),
  }));
  return owner;
};
const list = async (address: string, query = ''): Promise<Response> => {
  const { items, headers } = await ownerAt(address);
  return fetch(`${address}${items}${query}`, { headers });
};
const post = async (address: string, sku: string): Promise<Response> => {
  const { items, headers } = await ownerAt(address);
  return fetch(`${address}${items}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(newItem({ sku })),
  });
};
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** The process id of the database server that the service has started. */
const databaseServer = (): number =>
  Number.parseInt(readFileSync(join(folder, 'data/data/postmaster.pid'), 'utf8'), 10);
/** Stops the server and every process of it that serves a connection, or lets them go on. */
const signalServer = (server: number, signal: 'SIGSTOP' | 'SIGCONT'): void => {
  const children = spawnSync('pgrep', ['-P', String(server)], { encoding: 'utf8' }).stdout.split('\n');
  for (const pid of [server, ...children.filter(Boolean).map(Number)]) process.kill(pid, signal);
};
/** The address of that server, for a test that gets in its way. */
const databaseUrl = (): string => {
  const read = (name: string): string => readFileSync(join(folder, 'data', name), 'utf8');
  const port = read('data/postmaster.pid').split('\n')[3];
  return `postgresql://almanac:${read('password')}@127.0.0.1:${port}/postgres`;
};
const total = async (address: string): Promise<number> =>
  ((await (await list(address, '?limit=1')).json()) as { total: number }).total;

/** A folder of its own. As root the server runs as another user, who has to be let through. */
const folders: string[] = [];
const makeFolder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'almanac-process-'));
  folders.push(made);
  chmodSync(made, 0o755);
  return made;
};

beforeAll(() => {
  folder = makeFolder();
});
beforeEach(() => {
  owner = undefined;
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended();
  }
});
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe('the service', () => {
  test('told to stop under load, answers every request that it took, and keeps what it answered for', async () => {
    const service = await start({ LOG_LEVEL: 'info' });
    const answered: string[] = [];
    let created = 0;
    const unexpected: unknown[] = [];
    const load = Array.from({ length: 8 }, async (_, worker) => {
      for (let count = 0; ; count += 1) {
        try {
          const answer = await post(service.address, `LOAD-${worker}-${count}`);
          // The whole answer has to arrive, not its head alone.
          await answer.json();
          answered.push(answer.headers.get('x-request-id')!);
          if (answer.status !== 201) unexpected.push(answer.status);
          created += 1;
        } catch (error) {
          // Nobody listens any more. Whether a request was lost that the service had taken, its log tells below.
          const { code = String(error) } = (error as { cause?: { code?: string } }).cause ?? {};
          if (!['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'].includes(code)) unexpected.push(code);
          return;
        }
        if (created === 100) service.child.kill('SIGTERM');
      }
    });
    await Promise.all(load);
    expect(unexpected).toEqual([]);
    expect(await service.ended()).toBe(0);
    const { items } = await ownerAt(service.address);
    const logged = service
      .entries()
      .filter(({ msg, req }) => msg === 'incoming request' && (req as { url: string }).url === items);
    expect(logged.map(({ reqId }) => reqId).sort()).toEqual(answered.sort());
    expect(created).toBeGreaterThanOrEqual(100);

    const again = await start();
    expect(await total(again.address)).toBe(created);
  });

  test('told to stop while every connection is busy and more requests wait, answers them all before it ends', async () => {
    const service = await start({ LOG_LEVEL: 'info', DATABASE_POOL_SIZE: '4', DATABASE_TIMEOUT_MS: '60000' });
    await ownerAt(service.address);
    const holder = new pg.Client({ connectionString: databaseUrl() });
    await holder.connect();
    await holder.query('begin; lock table items in access exclusive mode');
    const count = (text: string): number => service.entries().filter(({ msg }) => msg === text).length;
    const before = { 'incoming request': count('incoming request'), 'request completed': count('request completed') };
    const answers = Promise.all(Array.from({ length: 12 }, (_, index) => post(service.address, `WAIT-${index}`)));
    const logged = (text: keyof typeof before): number => count(text) - before[text];
    await expect.poll(() => logged('incoming request'), { timeout: 20_000 }).toBe(12);
    service.child.kill('SIGTERM');
    await expect.poll(() => count('stopping'), { timeout: 20_000 }).toBe(1);
    expect(logged('request completed')).toBe(0);
    await holder.query('commit');
    await holder.end();
    expect((await answers).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
    expect(await service.ended()).toBe(0);
    expect(logged('request completed')).toBe(12);
    expect(await total((await start()).address)).toBe(12);
  });

  test('killed, starts again on what was committed, and ends the server that was left behind', async () => {
    const service = await start();
    const skus = Array.from({ length: 20 }, (_, index) => `KEPT-${index}`);
    for (const answer of await Promise.all(skus.map((sku) => post(service.address, sku)))) {
      expect(answer.status).toBe(201);
    }
    const leftover = databaseServer();
    service.child.kill('SIGKILL');
    expect(await service.ended()).toBe('SIGKILL');
    expect(isAlive(leftover)).toBe(true);
    const again = await start();
    expect(isAlive(leftover)).toBe(false);
    expect(await total(again.address)).toBe(20);
    expect((await post(again.address, 'KEPT-0')).status).toBe(409);
  });

  test('killed while it makes its data, makes them anew', async () => {
    const directory = join(makeFolder(), 'data');
    const unfinished = (): boolean =>
      existsSync(directory) && readdirSync(directory).some((name) => name.includes('unfinished'));
    const first = startService({ DATABASE_DIR: directory, LOG_LEVEL: 'warn' }, (child) => {
      const watch = setInterval(() => {
        if (!unfinished()) return;
        clearInterval(watch);
        child.kill('SIGKILL');
      }, 1);
    });
    await expect(first).rejects.toThrow('SIGKILL');
    expect(existsSync(join(directory, 'data'))).toBe(false);
    const again = await start({ DATABASE_DIR: directory });
    expect((await post(again.address, 'AFTER')).status).toBe(201);
  });

  test('started twice at once on an empty folder, runs once, and the other says why it does not', async () => {
    const directory = { DATABASE_DIR: join(makeFolder(), 'data') };
    const starts = await Promise.allSettled([start(directory), start(directory)]);
    const [refused] = starts.filter((each) => each.status === 'rejected');
    const [running] = starts.filter((each) => each.status === 'fulfilled');
    expect(String(refused?.reason)).toContain('is in use by the process');
    expect((await post(running!.value.address, 'ONE')).status).toBe(201);
    const { status, stderr } = startAndFail({ ...directory, LOG_LEVEL: 'silent' });
    expect(status).toBe(1);
    expect(stderr).toContain('is in use by the process');
  });

  test('says that it is not ready before it stops taking requests, and leaves no server behind', async () => {
    const service = await start({ SHUTDOWN_DELAY_MS: '3000' });
    const server = databaseServer();
    expect(isAlive(server)).toBe(true);
    expect((await fetch(`${service.address}/health/ready`)).status).toBe(200);
    service.child.kill('SIGTERM');
    await expect
      .poll(async () => (await fetch(`${service.address}/health/ready`)).status, { timeout: 2900, interval: 20 })
      .toBe(503);
    expect((await fetch(`${service.address}/health/live`)).status).toBe(200);
    expect(await service.ended()).toBe(0);
    expect(isAlive(server)).toBe(false);
  });

  test('whose database is away says so, fails fast, and recovers by itself', async () => {
    const service = await start({ DATABASE_TIMEOUT_MS: '1000' });
    await ownerAt(service.address);
    const server = databaseServer();
    signalServer(server, 'SIGSTOP');
    try {
      const answer = await list(service.address);
      expect({ status: answer.status, retry: answer.headers.get('retry-after') }).toEqual({ status: 503, retry: '5' });
      expect(await answer.json()).toMatchObject({
        code: 'service-unavailable',
        detail: 'The database does not answer.',
      });
    } finally {
      signalServer(server, 'SIGCONT');
    }
    await expect.poll(async () => (await list(service.address)).status, { timeout: 20_000 }).toBe(200);
  });
});

describe('a start that cannot succeed ends with one clear message', () => {
  test('when the port is taken', async () => {
    const server = createServer().listen(0, 'localhost');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as { port: number };
    const { status, stderr } = startAndFail({ PORT: String(port), LOG_LEVEL: 'silent' });
    server.close();
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `The port ${port} is taken. Stop what uses it, or choose another with PORT; PORT=0 takes a free one.\n`,
    });
  });

  test('when settings are wrong: all of them are named', () => {
    const { status, stdout, stderr } = startAndFail({
      PORT: '99999',
      LOG_LEVEL: 'loud',
      DATABASE_POOL_SIZE: 'many',
      DATABASE_URL: 'mysql://almanac:hunter2@127.0.0.1/almanac',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: [
        'The settings are not valid:',
        '  PORT=99999: must be at most 65535',
        '  DATABASE_URL: must begin with postgresql://',
        '  DATABASE_POOL_SIZE=many: must be a number',
        '  LOG_LEVEL=loud: must be one of trace, debug, info, warn, error, fatal, silent',
        '',
      ].join('\n'),
    });
  });

  test.each([
    'postgresql://nobody:hunter2@127.0.0.1:1/none',
    'postgresql://nobody:hunter2@no-such-host.invalid/none',
    'postgresql://nobody:hunter2@127.0.0.1:no-port/none',
  ])('when the database that is named cannot be had: %s', (url) => {
    const { status, stderr } = startAndFail({ DATABASE_URL: url, LOG_LEVEL: 'trace' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The database that DATABASE_URL names cannot be used: .+\n$/);
    expect(stderr).not.toContain('hunter2');
  });

  test('when the address to listen on is none of this machine', () => {
    const { status, stderr } = startAndFail({ HTTP_HOST: 'no-such-host.invalid', LOG_LEVEL: 'silent' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The service cannot listen on no-such-host\.invalid: .+ HTTP_HOST\.\n$/);
  });
});
