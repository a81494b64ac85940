import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/application/shared/clock.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { failure, success } from '../../src/core/types/result.ts';
import { alreadyMember } from '../../src/domain/workspaces/workspace.errors.ts';
import { workspaceCreated } from '../../src/domain/workspaces/workspace.events.ts';
import { createPostgresInbox } from '../../src/infrastructure/database/inbox.pg.ts';
import { createPostgresOutbox } from '../../src/infrastructure/database/outbox.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import type { Outbox } from '../../src/infrastructure/messaging/outbox.ts';
import { someItem } from '../kit/items.ts';
import { storeTeam } from '../kit/team.ts';
import { useDatabase } from '../kit/use-database.ts';

const database = useDatabase();
let outbox: Outbox;

beforeAll(async () => {
  await storeTeam(database.connection);
  outbox = createPostgresOutbox(database.db);
});
beforeEach(async () => {
  await sql`truncate events, items cascade`.execute(database.db);
});

const context = {
  requestId: randomUUID(),
  actor: { userId: createIdentifier<'user'>(), sessionId: createIdentifier<'session'>() },
};
const created = (name = 'Team') => workspaceCreated.event({ workspaceId: createIdentifier<'workspace'>(), name });
const record = (count: number) =>
  createPostgresUnitOfWork(database.db, systemClock).run(async ({ events }) => {
    for (let index = 0; index < count; index += 1) await events.record(created(`Team ${index}`), context);
    return success(undefined);
  });
/** A moment at which everything that was recorded is due. */
const soon = () => new Date(Date.now() + 1000);
const after = (from: Date, ms: number) => new Date(from.getTime() + ms);

test('an event is kept with what made it happen, and undone with it', async () => {
  const unitOfWork = createPostgresUnitOfWork(database.db, systemClock);
  await unitOfWork.run(async ({ items, events }) => {
    await items.insert(someItem());
    await events.record(created(), context);
    return failure(alreadyMember.failure('It is refused.'));
  });
  expect(await outbox.claim(10, 1000, soon())).toEqual([]);
  const event = created();
  await unitOfWork.run(async ({ events }) => {
    await events.record(event, context);
    return success(undefined);
  });
  const [claimed] = await outbox.claim(10, 1000, soon());
  expect(claimed).toMatchObject({
    attempt: 1,
    event: { ...event, requestId: context.requestId, actorId: context.actor.userId, occurredAt: expect.any(Date) },
  });
});

describe('the outbox', () => {
  test('gives each event to one of many that claim at once, and all of them in the end', async () => {
    await record(60);
    const now = soon();
    const lots = await Promise.all(Array.from({ length: 12 }, () => outbox.claim(7, 60_000, now)));
    const rest = await outbox.claim(100, 60_000, now);
    const ids = [...lots.flat(), ...rest].map(({ event }) => event.id);
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
  });

  test('gives the oldest first, in the order in which they were kept', async () => {
    // Some of so many are kept within one millisecond.
    await record(50);
    const names = (await outbox.claim(30, 1000, soon())).map(({ event }) => (event.payload as { name: string }).name);
    expect(names).toEqual(Array.from({ length: 30 }, (_, index) => `Team ${index}`));
  });

  test('gives an event again when its lease is over, and then whoever had it before can settle nothing', async () => {
    await record(1);
    const now = soon();
    const [first] = await outbox.claim(1, 1000, now);
    expect(await outbox.claim(1, 1000, after(now, 999))).toEqual([]);
    const [second] = await outbox.claim(1, 1000, after(now, 1000));
    expect(second).toMatchObject({ event: first!.event, attempt: 2 });
    await outbox.settle(first!);
    await outbox.postpone(first!, now, 'too late');
    await outbox.bury(first!, 'too late', now);
    expect(await outbox.deadLetters()).toEqual([]);
    expect(await outbox.claim(1, 1000, after(now, 1999))).toEqual([]);
    const [third] = await outbox.claim(1, 1000, after(now, 2000));
    expect(third).toMatchObject({ event: first!.event, attempt: 3 });
    await outbox.settle(second!);
    await outbox.settle(third!);
    expect(await outbox.claim(1, 1000, after(now, 100_000))).toEqual([]);
  });

  test('waits as long as it is told after a failure', async () => {
    await record(1);
    const now = soon();
    const [claimed] = await outbox.claim(1, 1000, now);
    await outbox.postpone(claimed!, after(now, 5000), 'nobody is there');
    expect(await outbox.claim(1, 1000, after(now, 4999))).toEqual([]);
    expect(await outbox.claim(1, 1000, after(now, 5000))).toMatchObject([{ attempt: 2 }]);
  });

  test('keeps what was given up with its reason, and gives it another chance, once', async () => {
    await record(2);
    const now = soon();
    const [first, second] = await outbox.claim(2, 1000, now);
    await outbox.bury(first!, 'nobody is there', now);
    await outbox.settle(second!);
    expect(await outbox.deadLetters()).toEqual([
      { event: first!.event, attempts: 1, reason: 'nobody is there', diedAt: now },
    ]);
    const { id } = first!.event;
    const revived = await Promise.all([outbox.revive(id, now), outbox.revive(id, now)]);
    expect(revived.sort()).toEqual([false, true]);
    expect(await outbox.deadLetters()).toEqual([]);
    expect(await outbox.claim(1, 1000, now)).toMatchObject([{ event: { id }, attempt: 1 }]);
    expect(await outbox.revive(createIdentifier<'event'>(), now)).toBe(false);
  });
});

describe('the inbox', () => {
  const stock = async () =>
    Number(
      (
        await database.db
          .selectFrom('items')
          .select(({ fn }) => fn.countAll<string>().as('all'))
          .executeTakeFirstOrThrow()
      ).all,
    );

  test('lets a subscriber do its work once, however often and at once it is told', async () => {
    await record(1);
    const [{ event } = { event: undefined }] = await outbox.claim(1, 1000, soon());
    const inbox = createPostgresInbox(database.db, systemClock);
    const tell = (subscriber: string) =>
      inbox.once(event!, subscriber, async ({ items }) => {
        await items.insert(someItem());
      });
    await Promise.all(Array.from({ length: 8 }, () => tell('one')));
    expect(await stock()).toBe(1);
    await tell('other');
    expect(await stock()).toBe(2);
  });

  test('notes nothing and keeps nothing when the work fails, so that it can be done again', async () => {
    await record(1);
    const [{ event } = { event: undefined }] = await outbox.claim(1, 1000, soon());
    const inbox = createPostgresInbox(database.db, systemClock);
    let fails = true;
    const tell = () =>
      inbox.once(event!, 'one', async ({ items }) => {
        await items.insert(someItem());
        if (fails) throw new Error('a fault');
      });
    await expect(tell()).rejects.toThrow('a fault');
    expect(await stock()).toBe(0);
    fails = false;
    await tell();
    expect(await stock()).toBe(1);
  });
});
