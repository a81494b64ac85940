import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { demoPassword, demoPeople } from '../../src/application/demo/demo-data.ts';
import { SeedError, seedDemo } from '../../src/application/demo/seed-demo.ts';
import type { Subscriber } from '../../src/application/shared/events/subscriber.ts';
import { recordActivity } from '../../src/application/workspaces/events/record-activity.ts';
import { createPostgresEventStore } from '../../src/infrastructure/database/event-store.pg.ts';
import { createPostgresInbox } from '../../src/infrastructure/database/inbox.pg.ts';
import { ReplayError, replay } from '../../src/infrastructure/event-store/replay.ts';
import { withServices } from '../../src/main/composition.ts';
import { readSettings } from '../../src/main/read-settings.ts';
import { team } from '../kit/items.ts';
import { programFile } from '../kit/programs.ts';
import { cheapPasswords, silent, startHere } from '../kit/start-here.ts';
import { storeTeam } from '../kit/team.ts';
import { useDatabase } from '../kit/use-database.ts';

const database = useDatabase();

beforeEach(async () => {
  await sql`truncate events, users, workspaces, idempotency_keys cascade`.execute(database.db);
});

const environment = () => ({ DATABASE_URL: database.url });
const seed = (kind = 'development') =>
  withServices(readSettings(environment()), silent, ({ buses }) => seedDemo(buses, kind), {
    passwords: cheapPasswords,
  });
const count = async (table: string): Promise<number> => {
  const { rows } = await sql<{ count: string }>`select count(*) from ${sql.table(table)}`.execute(database.db);
  return Number(rows[0]!.count);
};
/** What the demo has put into tables, without the identifiers and times that are new each time. */
const kept = async () => {
  const { rows } = await sql<{ what: string }>`
    select 'user ' || email || name as what from users
    union all select 'workspace ' || name from workspaces
    union all select 'member ' || email || role from memberships join users on users.id = user_id
    union all select 'item ' || concat_ws(' ', sku, name, price_minor_units, price_currency, stock, tags) from items
    union all select 'reservation ' || concat_ws(' ', sku, quantity, email) from reservations
      join items on items.id = item_id join users on users.id = reserved_by
    union all select 'example ' || name from examples
    order by what`.execute(database.db);
  return rows.map(({ what }) => what);
};
/** Runs the command line as a person would. */
const run = async (words: readonly string[], environment: Record<string, string> = {}) => {
  const file = await programFile('cli');
  return new Promise<{ code: number | null; printed: string; said: string }>((resolve) => {
    const child = spawn(process.execPath, [file, ...words], {
      env: { ...process.env, NODE_ENV: 'development', DATABASE_URL: database.url, ...environment },
    });
    const [printed, said] = [text(child.stdout), text(child.stderr)];
    child.once('close', async (code) => resolve({ code, printed: await printed, said: await said }));
  });
};

describe('almanac seed', () => {
  test('makes the same demo each time, by the commands that everybody uses', async () => {
    const report = await seed();
    expect(Object.values(report).map(({ there }) => there)).toEqual([0, 0, 0, 0, 0, 0]);
    const first = await kept();
    expect(first).toHaveLength(Object.values(report).reduce((sum, { made }) => sum + made, 0));
    // What the commands record of themselves is there too, and nobody is left signed in.
    expect(await count('outbox')).toBe(await count('events'));
    expect(await database.db.selectFrom('sessions').select('end_reason').distinct().execute()).toEqual([
      { end_reason: 'signed-out' },
    ]);
    await sql`truncate events, users, workspaces, idempotency_keys cascade`.execute(database.db);
    await seed();
    expect(await kept()).toEqual(first);
  });

  test('adds only what is missing, and leaves alone what somebody has changed', async () => {
    const first = await seed();
    // The people sign in again, and nothing else happens.
    const happened = async () => {
      const events = await database.db.selectFrom('events').select('name').execute();
      return events.filter(({ name }) => !name.startsWith('session.')).length;
    };
    const events = await happened();
    const again = await seed();
    const there = Object.fromEntries(Object.entries(first).map(([kind, { made }]) => [kind, { made: 0, there: made }]));
    expect(again).toEqual(there);
    expect(await happened()).toBe(events);

    await sql`delete from reservations; delete from examples where name = 'Second example'`.execute(database.db);
    await sql`truncate idempotency_keys; update items set name = 'Mine' where sku = 'MUG-RED'`.execute(database.db);
    await sql`update workspaces set name = 'Renamed'`.execute(database.db);
    expect(await seed()).toEqual({
      ...there,
      reservations: { made: 2, there: 0 },
      examples: { made: 1, there: 1 },
    });
    expect(await kept()).toEqual(
      expect.arrayContaining([expect.stringContaining('MUG-RED Mine'), 'workspace Renamed']),
    );
  });

  test('keeps out of production, and of the accounts of others', async () => {
    await expect(seed('production')).rejects.toThrow(SeedError);
    expect(await count('users')).toBe(0);
    const almanac = await startHere(environment());
    const [{ email }] = demoPeople;
    const account = { email, password: 'seven green bicycles in June' };
    await almanac.app.inject({ method: 'POST', url: '/api/v1/auth/register', payload: { ...account, name: 'Own' } });
    await almanac.stop();
    await expect(seed()).rejects.toThrow(`${email} has an account with another password.`);
  });

  test('as a program: it tells what it has done, and ends with 1 in production', async () => {
    expect(await run(['seed'])).toMatchObject({
      code: 0,
      printed: expect.stringContaining(`accounts: ${demoPeople.length} made, 0 there before\n`),
    });
    const { code, said } = await run(['seed'], { NODE_ENV: 'production' });
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(/^The demo is not made in production.+\n$/),
    });
    const almanac = await startHere(environment());
    const { statusCode } = await almanac.app.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { email: demoPeople[1]!.email, password: demoPassword },
    });
    await almanac.stop();
    expect(statusCode).toBe(200);
  });
});

describe('almanac replay', () => {
  const parts = (subscriber: Subscriber = recordActivity) => ({
    store: createPostgresEventStore(database.db),
    inbox: createPostgresInbox(database.db, () => new Date()),
    subscribers: [subscriber],
  });
  const order = { subscriber: recordActivity.name, from: 1, dryRun: false, again: false };
  /** Events of more pages than one, so that pages are put together. */
  const remember = async (count = 230) => {
    await storeTeam(database.connection);
    await sql`
      insert into events (id, name, version, payload, occurred_at, request_id)
      select gen_random_uuid(), case number when 1 then 'workspace.created' else 'workspace.renamed' end, 1,
        jsonb_build_object('workspaceId', ${team}::text, 'name', 'Name ' || number), now(), gen_random_uuid()
      from generate_series(1, ${count}::int) as number order by number`.execute(database.db);
    return count;
  };
  const lines = () => database.db.selectFrom('activity').selectAll().orderBy('event_id').execute();

  test('tells a subscriber of what it has not had, once', async () => {
    const events = await remember();
    expect(await replay(parts(), { ...order, dryRun: true })).toMatchObject({ told: events, had: 0 });
    expect(await count('activity')).toBe(0);
    expect(await replay(parts(), order)).toMatchObject({ told: events, had: 0 });
    expect(await count('activity')).toBe(events);
    expect(await replay(parts(), order)).toMatchObject({ told: 0, had: events });
    expect(await replay(parts(), { ...order, dryRun: true })).toMatchObject({ told: 0, had: events });
  });

  test('tells nobody of what is not theirs', async () => {
    await remember(1);
    await expect(replay(parts(), { ...order, event: 'tea.boiled' })).rejects.toThrow(
      /^record-activity is not told of tea\.boiled, but of workspace\.created, /,
    );
  });

  test('makes a read model anew, with --again, as it was', async () => {
    const events = await remember();
    await replay(parts(), order);
    const before = await lines();
    await sql`delete from activity where event = 'workspace.renamed'`.execute(database.db);
    expect(await replay(parts(), order)).toMatchObject({ told: 0 });
    expect(await count('activity')).toBeLessThan(events);
    expect(await replay(parts(), { ...order, again: true })).toMatchObject({ told: events, had: 0 });
    expect(await lines()).toEqual(before);
  });

  test('takes a part: from a position, to one, and events of one name', async () => {
    const events = await remember();
    const all = await createPostgresEventStore(database.db).read(
      { subscriber: recordActivity.name, names: recordActivity.events, from: 1 },
      1000,
    );
    const positions = all.map(({ position }) => position);
    expect(positions).toHaveLength(events);
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
    const [from, to] = [positions[3]!, positions[150]!];
    expect(await replay(parts(), { ...order, from, to })).toEqual({ told: 148, had: 0, last: to });
    const told = await database.db.selectFrom('inbox').select('event_id').execute();
    expect(told.map((row) => row.event_id).sort()).toEqual(
      all
        .slice(3, 151)
        .map(({ event }) => event.id)
        .sort(),
    );
    expect(await replay(parts(), { ...order, from: to + 1, event: 'workspace.renamed' })).toMatchObject({ had: 0 });
    expect((await lines()).filter(({ event }) => event === 'workspace.created')).toEqual([]);
  });

  test('ends at the event that fails, says where, and goes on from there', async () => {
    await remember();
    const told: string[] = [];
    let leaks = true;
    const faulty: Subscriber = {
      ...recordActivity,
      async handle({ event, work }) {
        await recordActivity.handle({ event, work });
        if (leaks && told.length === 5) throw new Error('it leaks.');
        told.push(event.id);
      },
    };
    const failing = replay(parts(faulty), order);
    await expect(failing).rejects.toThrow(ReplayError);
    await expect(failing).rejects.toThrow(
      /^record-activity failed at the position \d+: it leaks\. Before it, 5 were told\.$/,
    );
    expect(await count('activity')).toBe(5);
    leaks = false;
    expect(await replay(parts(faulty), order)).toMatchObject({ had: 5 });
    expect(new Set(told).size).toBe(await count('events'));
  });

  test('two at once tell each event once', async () => {
    const events = await remember();
    const reports = await Promise.all([replay(parts(), order), replay(parts(), order)]);
    expect(reports.reduce((sum, { told }) => sum + told, 0)).toBe(events);
  });

  test('as a program: it names the subscribers that there are, and what it has done', async () => {
    const events = await remember();
    expect(await run(['replay', 'nobody'])).toMatchObject({
      code: 1,
      said: 'There is no subscriber nobody. There are: record-activity.\n',
    });
    expect((await run(['replay', 'record-activity'])).printed).toMatch(
      new RegExp(`^${events} events were told, 0 had been told before\\. The last one has the position \\d+\\.\n$`),
    );
    expect(await count('activity')).toBe(events);
  });
});
