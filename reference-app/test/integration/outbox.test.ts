import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/application/shared/clock.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { failure, success } from '../../src/core/types/result.ts';
import { alreadyMember } from '../../src/domain/workspaces/workspace.errors.ts';
import { workspaceCreated } from '../../src/domain/workspaces/workspace.events.ts';
import { createPostgresOutbox } from '../../src/infrastructure/database/outbox.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import type { ClaimedEvent, Outbox } from '../../src/infrastructure/messaging/outbox.ts';
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
/** A moment at which everything that was recorded is due. */
const soon = () => new Date(Date.now() + 1000);

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

test('a relay does not wait for another one that is claiming: it takes what is left', async () => {
  const unitOfWork = createPostgresUnitOfWork(database.db, systemClock);
  await unitOfWork.run(async ({ events }) => {
    for (const name of ['one', 'two', 'three']) await events.record(created(name), context);
    return success(undefined);
  });
  const now = soon();
  const nameOf = ({ event }: ClaimedEvent) => (event.payload as { name: string }).name;
  await database.db.transaction().execute(async (transaction) => {
    const [first] = await createPostgresOutbox(transaction).claim(1, 1000, now);
    const rest = await outbox.claim(10, 1000, now);
    expect([nameOf(first!), ...rest.map(nameOf)]).toEqual(['one', 'two', 'three']);
  });
});
