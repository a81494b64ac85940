import { sql } from 'kysely';
import { systemClock } from '../../src/application/shared/clock.ts';
import type { Work } from '../../src/application/shared/unit-of-work.ts';
import type { User } from '../../src/domain/users/user.ts';
import { joinWorkspace, type Workspace } from '../../src/domain/workspaces/workspace.ts';
import { createPostgresWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { describeActivityRepository } from '../kit/activity-repository-contract.ts';
import { describeExampleRepository } from '../kit/example-repository-contract.ts';
import { describeKeptAnswers } from '../kit/kept-answers-contract.ts';
import { describeReservationRepository } from '../kit/reservation-repository-contract.ts';
import { storeTeam } from '../kit/team.ts';
import { useDatabase } from '../kit/use-database.ts';
import { describeUserRepository } from '../kit/user-repository-contract.ts';
import { someUser } from '../kit/users.ts';

const database = useDatabase();

/** Repositories of an empty database, where some users and workspaces are. */
async function emptyWork(users: readonly User[] = [], workspaces: readonly Workspace[] = []): Promise<Work> {
  await sql`truncate users, workspaces, events cascade`.execute(database.db);
  const work = createPostgresWork(database.db, systemClock);
  const owner = someUser();
  for (const user of [owner, ...users]) await work.users.add(user);
  for (const workspace of workspaces)
    await work.workspaces.add(workspace, joinWorkspace(workspace.id, owner.id, 'owner', workspace.createdAt));
  return work;
}

describeUserRepository('the repository of users in PostgreSQL', async () => (await emptyWork()).users);

describeReservationRepository('the repository of reservations in PostgreSQL', async (user, ...items) => {
  const work = await emptyWork([user]);
  await storeTeam(database.connection);
  for (const item of items) await work.items.insert(item);
  return work.reservations;
});

describeExampleRepository(
  'the repository of examples in PostgreSQL',
  async (...workspaces) => (await emptyWork([], workspaces)).examples,
);

describeKeptAnswers('the answers in PostgreSQL', async (...users) => (await emptyWork(users)).answers);

describeActivityRepository('the activity in PostgreSQL', async (events, ...workspaces) => {
  const { activity } = await emptyWork([], workspaces);
  const rows = events.map(({ id, name, version, payload, occurredAt, requestId }) => ({
    id,
    name,
    version,
    payload: JSON.stringify(payload),
    occurred_at: occurredAt,
    request_id: requestId,
    actor_id: null,
    traceparent: null,
  }));
  await database.db.insertInto('events').values(rows).execute();
  return activity;
});
