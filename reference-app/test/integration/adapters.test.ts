import { sql } from 'kysely';
import { systemClock } from '../../src/application/shared/clock.ts';
import { createPostgresActivityRepository } from '../../src/infrastructure/database/activity.repository.pg.ts';
import { createPostgresAuditLog, createPostgresAuditRecorder } from '../../src/infrastructure/database/audit-log.pg.ts';
import { createPostgresEventRecorder } from '../../src/infrastructure/database/event-recorder.pg.ts';
import { createPostgresEventStore } from '../../src/infrastructure/database/event-store.pg.ts';
import { createPostgresInbox } from '../../src/infrastructure/database/inbox.pg.ts';
import { createPostgresKeptAnswers } from '../../src/infrastructure/database/kept-answers.pg.ts';
import { createPostgresOutbox } from '../../src/infrastructure/database/outbox.pg.ts';
import { createPostgresPermitStore } from '../../src/infrastructure/database/permit-store.pg.ts';
import { createPostgresReservationRepository } from '../../src/infrastructure/database/reservation.repository.pg.ts';
import { createPostgresSessionRepository } from '../../src/infrastructure/database/session.repository.pg.ts';
import { createPostgresSigningKeyStore } from '../../src/infrastructure/database/signing-key-store.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { createPostgresUserRepository } from '../../src/infrastructure/database/user.repository.pg.ts';
import { createPostgresWorkspaceRepository } from '../../src/infrastructure/database/workspace.repository.pg.ts';
import { createLeasingRateLimiter } from '../../src/infrastructure/rate-limits/leasing-rate-limiter.ts';
import { describeActivityRepository } from '../kit/activity-repository-contract.ts';
import { describeAuditLog } from '../kit/audit-log-contract.ts';
import { emptyWork } from '../kit/empty-work.ts';
import { describeEventRecorder } from '../kit/event-recorder-contract.ts';
import { describeEventStore } from '../kit/event-store-contract.ts';
import { describeInbox } from '../kit/inbox-contract.ts';
import { describeKeptAnswers } from '../kit/kept-answers-contract.ts';
import { describeOutbox } from '../kit/outbox-contract.ts';
import { describePermitStore } from '../kit/permit-store-contract.ts';
import { describeRateLimiter } from '../kit/rate-limiter-contract.ts';
import { describeReservationRepository } from '../kit/reservation-repository-contract.ts';
import { describeSessionRepository } from '../kit/session-repository-contract.ts';
import { describeSigningKeyStore } from '../kit/signing-key-store-contract.ts';
import { storeEvents } from '../kit/stored-events.ts';
import { storeTeam } from '../kit/team.ts';
import { describeUnitOfWork } from '../kit/unit-of-work-contract.ts';
import { useDatabase } from '../kit/use-database.ts';
import { describeUserRepository } from '../kit/user-repository-contract.ts';
import { someUser } from '../kit/users.ts';
import { describeWorkspaceRepository } from '../kit/workspace-repository-contract.ts';

/** Every port that PostgreSQL has an adapter for: what is held of it here is held of its fake in memory too. */
const database = useDatabase();
/** Items, and the workspace that they are of by themselves. */
const emptyItems = async () => {
  const { items } = await emptyWork(database);
  await storeTeam(database.connection);
  return items;
};

describeUserRepository('the repository of users in PostgreSQL', async () => {
  await emptyWork(database);
  return createPostgresUserRepository(database.db);
});

describeSessionRepository(
  'the repository of sessions in PostgreSQL',
  async (...users) => {
    await emptyWork(database, { users });
    return createPostgresSessionRepository(database.db);
  },
  someUser,
);

describeWorkspaceRepository('the repository of workspaces in PostgreSQL', async (...users) => {
  await emptyWork(database, { users });
  return createPostgresWorkspaceRepository(database.db);
});

describeReservationRepository('the repository of reservations in PostgreSQL', async (user, ...items) => {
  const work = await emptyWork(database, { users: [user] });
  await storeTeam(database.connection);
  for (const item of items) await work.items.insert(item);
  return createPostgresReservationRepository(database.db);
});

describeActivityRepository('the activity in PostgreSQL', async (events, ...workspaces) => {
  await emptyWork(database, { workspaces });
  await storeEvents(database, events);
  return createPostgresActivityRepository(database.db);
});

describeKeptAnswers('the answers in PostgreSQL', async (...users) => {
  await emptyWork(database, { users });
  return createPostgresKeptAnswers(database.db);
});

describeUnitOfWork('the unit of work in PostgreSQL', async () => {
  const { find } = await emptyItems();
  return { unitOfWork: createPostgresUnitOfWork(database.db, systemClock), find };
});

describeEventRecorder('the recorder of events in PostgreSQL', async (clock) => {
  await emptyWork(database);
  const recorder = createPostgresEventRecorder(database.db, clock);
  const recorded = async () => (await createPostgresEventStore(database.db).latest(100)).toReversed();
  return { recorder, recorded };
});

describeAuditLog('the audit log in PostgreSQL', async (clock) => ({
  recorder: createPostgresAuditRecorder(database.db, clock),
  log: createPostgresAuditLog(database.db),
}));

describeInbox('the inbox in PostgreSQL', async (...events) => {
  const { find } = await emptyItems();
  await storeEvents(database, events);
  return { inbox: createPostgresInbox(database.db, systemClock), find };
});

describeEventStore('the event store in PostgreSQL', async (...events) => {
  await emptyWork(database);
  await storeEvents(database, events);
  return { store: createPostgresEventStore(database.db), inbox: createPostgresInbox(database.db, systemClock) };
});

describeOutbox('the outbox in PostgreSQL', async () => {
  await emptyWork(database);
  return {
    outbox: createPostgresOutbox(database.db),
    put: (...events) => storeEvents(database, events, { due: true }),
  };
});

describeSigningKeyStore('signing keys in PostgreSQL', async () => {
  await sql`truncate signing_keys`.execute(database.db);
  return createPostgresSigningKeyStore(database.db);
});

describePermitStore('permits in PostgreSQL', () => createPostgresPermitStore(database.db));

describeRateLimiter('limits that are counted in PostgreSQL', (clock) =>
  createLeasingRateLimiter(createPostgresPermitStore(database.db), clock),
);
