import { setTimeout as wait } from 'node:timers/promises';
import { copyRules } from '../../src/application/copies.ts';
import { type Cache, cached } from '../../src/application/shared/cache/cache.ts';
import { forgetAfterCommit, forgetOnDelivery } from '../../src/application/shared/cache/forget-copies.ts';
import { systemClock } from '../../src/application/shared/clock.ts';
import type { Subscriber } from '../../src/application/shared/events/subscriber.ts';
import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import { createCreateWorkspaceHandler } from '../../src/application/workspaces/commands/create-workspace/create-workspace.handler.ts';
import { createRenameWorkspaceHandler } from '../../src/application/workspaces/commands/rename-workspace/rename-workspace.handler.ts';
import { recordActivity } from '../../src/application/workspaces/events/record-activity.ts';
import type { SessionId } from '../../src/domain/users/session.ts';
import type { UserId } from '../../src/domain/users/user.ts';
import { workspaceCreated } from '../../src/domain/workspaces/workspace.events.ts';
import { renameWorkspace, type WorkspaceId } from '../../src/domain/workspaces/workspace.ts';
import { createMemoryCache } from '../../src/infrastructure/cache/memory-cache.ts';
import { connectRedis } from '../../src/infrastructure/cache/redis-connection.ts';
import { createRedisSharedCache } from '../../src/infrastructure/cache/redis-shared-cache.ts';
import { noSharedCache } from '../../src/infrastructure/cache/shared-cache.ts';
import { createTwoLevelCache } from '../../src/infrastructure/cache/two-level-cache.ts';
import { connect } from '../../src/infrastructure/database/connect.ts';
import { createPostgresInbox } from '../../src/infrastructure/database/inbox.pg.ts';
import { createPostgresOutbox } from '../../src/infrastructure/database/outbox.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { createPostgresWorkspaceRepository } from '../../src/infrastructure/database/workspace.repository.pg.ts';
import { createInboxDelivery, type Deliver } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import type { Outbox } from '../../src/infrastructure/messaging/outbox.ts';
import { createRabbitMqBroker } from '../../src/infrastructure/messaging/rabbitmq-broker.ts';
import { createRelay } from '../../src/infrastructure/messaging/relay.ts';
import { type CrashOrder, type CrashPoint, copyOf, crashRabbitPausesMs } from './crashes.ts';

/**
 * One instance: it makes and renames workspaces, delivers their events, and is killed where it is told to be. `crashes.ts`
 * starts it. Whatever it has promised to somebody it prints: `made <id>` and `renamed <id>`.
 */
const order = JSON.parse(process.argv[2]!) as CrashOrder;
const { servers, userId, crash: planned, count, afterwards = 'end' } = order;
let hits = 0;
let stopping = false;
process.on('SIGTERM', () => {
  stopping = true;
});

/** Ends the process as a power cut would, the given time that it gets here. */
function crash(here: CrashPoint): void {
  if (here !== planned?.point) return;
  hits += 1;
  if (hits === planned.hit) process.kill(process.pid, 'SIGKILL');
}

const silent = { debug() {}, info() {}, warn() {} };
const connection = connect({ url: servers.databaseUrl, poolSize: 6, timeoutMs: 10_000, onIdleError: () => {} });
const redis =
  servers.redis && connectRedis({ url: servers.redis.url, timeoutMs: 1000, clock: systemClock, log: silent });
const cache: Cache & { close(): void } = createTwoLevelCache({
  near: createMemoryCache({ entries: 100, bytes: 2 ** 20, clock: systemClock }),
  shared:
    redis === undefined
      ? noSharedCache
      : createRedisSharedCache({
          redis,
          prefix: servers.redis!.prefix,
          clock: systemClock,
          longestTtlMs: 600_000,
        }),
  clock: systemClock,
  log: silent,
  jitter: 0,
  random: Math.random,
});
const { touched } = copyRules({ itemTtlMs: 600_000 });
const plain = createPostgresUnitOfWork(connection.db, systemClock);
const unitOfWork: UnitOfWork = forgetAfterCommit(
  {
    async run(action) {
      const result = await plain.run(async (work) => {
        const answer = await action(work);
        crash('before-commit');
        return answer;
      });
      crash('after-commit');
      return result;
    },
  },
  cache,
  touched,
);

/** An effect that shows when it happens twice: it counts. */
const countDelivery: Subscriber = {
  name: 'count-delivery',
  events: [workspaceCreated.name],
  async handle({ event, work }) {
    const { workspaceId } = event.payload as { readonly workspaceId: WorkspaceId };
    const workspace = await work.workspaces.find(workspaceId);
    if (!workspace) throw new Error('An event tells of a workspace that is not there.');
    const counted = renameWorkspace(workspace, workspace.name, new Date());
    if (!counted.ok || !(await work.workspaces.replace(counted.value)))
      throw new Error('Somebody else was faster, so it is done again.');
    crash('in-handler');
  },
};

const stored = createPostgresOutbox(connection.db);
const outbox: Outbox = {
  ...stored,
  async claim(...asked) {
    const claimed = await stored.claim(...asked);
    if (claimed.length > 0) crash('after-claim');
    return claimed;
  },
  async settle(claimed) {
    crash('before-settle');
    await stored.settle(claimed);
    crash('after-settle');
  },
};
const toSubscribers = createInboxDelivery(createPostgresInbox(connection.db, systemClock), [
  recordActivity,
  countDelivery,
]);
const forgetting = forgetOnDelivery(toSubscribers, cache, touched);
const deliver: Deliver = async (event) => {
  await forgetting(event);
  crash('after-delivery');
};
const attempts = 100;
const broker =
  servers.rabbitMq &&
  createRabbitMqBroker({
    ...servers.rabbitMq,
    prefetch: 3,
    timeoutMs: 5000,
    attempts,
    pausesMs: crashRabbitPausesMs,
    log: silent,
    deliver,
    giveUp: (event, tried, reason) => stored.giveUp(event, tried, reason, systemClock()),
  });
const relay = createRelay({
  outbox,
  deliver: broker?.publish ?? deliver,
  together: broker !== undefined,
  clock: systemClock,
  log: silent,
  batch: 3,
  leaseMs: 100,
  attempts,
  pauseMs: 10,
  idleMs: 10,
});

const workspaces = createPostgresWorkspaceRepository(connection.db);
const readWorkspace = cached(cache, copyOf, (id) => workspaces.find(id));
const createWorkspace = createCreateWorkspaceHandler({ unitOfWork, clock: systemClock });
const rename = createRenameWorkspaceHandler({ unitOfWork, clock: systemClock });
const context = {
  requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111',
  actor: { userId: userId as UserId, sessionId: '' as SessionId },
};
// What was promised is told before anything else can happen.
const promise = (what: 'made' | 'renamed', id: string): void => void process.stdout.write(`${what} ${id}\n`);

async function live(): Promise<void> {
  const result = await createWorkspace({ command: 'create-workspace', name: 'Team' }, context);
  if (!result.ok) return;
  const { id } = result.value;
  promise('made', id);
  await readWorkspace(id);
  for (;;) {
    const expectedVersion = (await workspaces.find(id))!.version;
    const renamed = await rename(
      { command: 'rename-workspace', workspaceId: id, name: 'Renamed', expectedVersion },
      context,
    );
    if (renamed.ok) return promise('renamed', id);
  }
}

broker?.start();
relay.start();
for (let made = 0; made < count; made += 1) await live();
while (afterwards !== 'end' && !stopping) {
  if (afterwards === 'make') await live();
  await wait(50);
}
while (afterwards === 'end') {
  const { left } = await connection.db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<string>().as('left'))
    .executeTakeFirstOrThrow();
  if (left === '0') break;
  await wait(10);
}
await relay.stop();
await broker?.stop();
cache.close();
await redis?.close();
await connection.close();
