import { forgetAfterCommit } from '../../src/application/shared/cache/forget-copies.ts';
import { createLeasingRateLimiter } from '../../src/infrastructure/rate-limits/leasing-rate-limiter.ts';
import { describeActivityRepository } from '../kit/activity-repository-contract.ts';
import { describeAuditLog } from '../kit/audit-log-contract.ts';
import { describeCache } from '../kit/cache-contract.ts';
import { createTestCache, createTestCaches } from '../kit/caches.ts';
import { describeEventRecorder } from '../kit/event-recorder-contract.ts';
import { describeInbox } from '../kit/inbox-contract.ts';
import { describeItemRepository } from '../kit/item-repository-contract.ts';
import { describeKeptAnswers } from '../kit/kept-answers-contract.ts';
import { createMemoryActivityRepository } from '../kit/memory-activity-repository.ts';
import { createMemoryAuditLog } from '../kit/memory-audit-log.ts';
import { createMemoryEventRecorder } from '../kit/memory-event-recorder.ts';
import { createMemoryInbox } from '../kit/memory-inbox.ts';
import { createMemoryItemRepository } from '../kit/memory-item-repository.ts';
import { createMemoryKeptAnswers } from '../kit/memory-kept-answers.ts';
import { createMemoryOutbox } from '../kit/memory-outbox.ts';
import { createMemoryReservationRepository } from '../kit/memory-reservation-repository.ts';
import { createMemorySessionRepository } from '../kit/memory-session-repository.ts';
import { createMemorySigningKeyStore } from '../kit/memory-signing-keys.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';
import { createMemoryUserRepository } from '../kit/memory-user-repository.ts';
import { createMemoryWorkspaceRepository } from '../kit/memory-workspace-repository.ts';
import { describeOutbox } from '../kit/outbox-contract.ts';
import { describePermitStore } from '../kit/permit-store-contract.ts';
import { describeRateLimiter } from '../kit/rate-limiter-contract.ts';
import { createMemoryPermitStore } from '../kit/rate-limits.ts';
import { describeReservationRepository } from '../kit/reservation-repository-contract.ts';
import { describeSessionRepository } from '../kit/session-repository-contract.ts';
import { describeSigningKeyStore } from '../kit/signing-key-store-contract.ts';
import { describeUnitOfWork } from '../kit/unit-of-work-contract.ts';
import { describeUserRepository } from '../kit/user-repository-contract.ts';
import { createPlainHasher, plainTokens, someUser } from '../kit/users.ts';
import { describeAccessTokens, describePasswordHasher } from '../kit/users-ports-contract.ts';
import { describeWorkspaceRepository } from '../kit/workspace-repository-contract.ts';

// Every fake that other tests are written with keeps the contract of what it stands for.
describeItemRepository('the repository of items in memory', async () => createMemoryItemRepository());
describeReservationRepository('the repository of reservations in memory', async () =>
  createMemoryReservationRepository(),
);
describeUserRepository('the repository of users in memory', async () => createMemoryUserRepository());
describeSessionRepository(
  'the repository of sessions in memory',
  async () => createMemorySessionRepository(),
  someUser,
);
describeWorkspaceRepository('the repository of workspaces in memory', async () => createMemoryWorkspaceRepository());
describeActivityRepository('the activity in memory', async () => createMemoryActivityRepository());
describeKeptAnswers('the answers in memory', async () => createMemoryKeptAnswers());
describeEventRecorder('the recorder of events in memory', async (clock) => {
  const recorder = createMemoryEventRecorder(clock);
  return { recorder, recorded: async () => recorder.recorded() };
});
describeAuditLog('the audit log in memory', async (clock) => {
  const log = createMemoryAuditLog(clock);
  return { recorder: log, log };
});
describeUnitOfWork('the unit of work in memory', async () => {
  const items = createMemoryItemRepository();
  return { unitOfWork: createMemoryUnitOfWork({ items }), find: items.find };
});
describeUnitOfWork('a unit of work that forgets copies', async () => {
  const items = createMemoryItemRepository();
  const unitOfWork = forgetAfterCommit(createMemoryUnitOfWork({ items }), createTestCache(), {});
  return { unitOfWork, find: items.find };
});
describeInbox('the inbox in memory', async () => {
  const items = createMemoryItemRepository();
  return { inbox: createMemoryInbox(createMemoryUnitOfWork({ items })), find: items.find };
});
describeOutbox('the outbox in memory', async () => {
  const { outbox, add } = createMemoryOutbox();
  return { outbox, put: async (...events) => events.forEach(add) };
});
describeSigningKeyStore('signing keys in memory', async () => createMemorySigningKeyStore());
{
  const store = createMemoryPermitStore();
  describePermitStore('permits in memory', () => store);
  describeRateLimiter('limits that are counted in memory', (clock) => createLeasingRateLimiter(store, clock));
}
describePasswordHasher('the hasher that hashes nothing', createPlainHasher);
describeAccessTokens('the tokens that say in plain words whose they are', () => plainTokens);
describeCache('the cache of an instance that is alone', async () => createTestCache());
describeCache('the cache of one of two instances', async () => createTestCaches(2)[0]!);
