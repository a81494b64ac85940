import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../src/application/shared/clock.ts';
import type { Subscriber } from '../../src/application/shared/events/subscriber.ts';
import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import { createCreateWorkspaceHandler } from '../../src/application/workspaces/commands/create-workspace/create-workspace.handler.ts';
import { recordActivity } from '../../src/application/workspaces/events/record-activity.ts';
import type { SessionId } from '../../src/domain/users/session.ts';
import type { UserId } from '../../src/domain/users/user.ts';
import { workspaceCreated } from '../../src/domain/workspaces/workspace.events.ts';
import { renameWorkspace, type WorkspaceId } from '../../src/domain/workspaces/workspace.ts';
import { connect } from '../../src/infrastructure/database/connect.ts';
import { createPostgresInbox } from '../../src/infrastructure/database/inbox.pg.ts';
import { createPostgresOutbox } from '../../src/infrastructure/database/outbox.pg.ts';
import { createPostgresUnitOfWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { createInboxDelivery } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import type { Outbox } from '../../src/infrastructure/messaging/outbox.ts';
import { createRelay } from '../../src/infrastructure/messaging/relay.ts';
import type { CrashPoint } from './crashes.ts';

/** Makes workspaces and delivers their events, and is killed where it is told to be. `crashes.ts` starts it. */
const [url = '', userId = '', point = '', hit = '0', count = '0'] = process.argv.slice(2);
let hits = 0;

/** Ends the process as a power cut would, the given time that it gets here. */
function crash(here: CrashPoint): void {
  if (here !== point) return;
  hits += 1;
  if (hits === Number(hit)) process.kill(process.pid, 'SIGKILL');
}

const connection = connect({ url, poolSize: 4, timeoutMs: 10_000, onIdleError: () => {} });
const plain = createPostgresUnitOfWork(connection.db, systemClock);
const unitOfWork: UnitOfWork = {
  async run(action) {
    const result = await plain.run(async (work) => {
      const answer = await action(work);
      crash('before-commit');
      return answer;
    });
    crash('after-commit');
    return result;
  },
};

/** An effect that shows when it happens twice: it counts. */
const countDelivery: Subscriber = {
  name: 'count-delivery',
  events: [workspaceCreated.name],
  async handle({ event, work }) {
    const { workspaceId } = event.payload as { readonly workspaceId: WorkspaceId };
    const workspace = await work.workspaces.find(workspaceId);
    if (!workspace) throw new Error('An event tells of a workspace that is not there.');
    const counted = renameWorkspace(workspace, workspace.name, new Date());
    if (counted.ok) await work.workspaces.replace(counted.value);
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
const inbox = createPostgresInbox(connection.db, systemClock);
const relay = createRelay({
  outbox,
  deliver: createInboxDelivery(inbox, [recordActivity, countDelivery]),
  clock: systemClock,
  log: { debug() {}, info() {}, warn() {} },
  batch: 3,
  leaseMs: 100,
  attempts: 100,
  pauseMs: 10,
  idleMs: 10,
});

const createWorkspace = createCreateWorkspaceHandler({ unitOfWork, clock: systemClock });
const context = {
  requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111',
  actor: { userId: userId as UserId, sessionId: '' as SessionId },
};

relay.start();
for (let made = 0; made < Number(count); made += 1) {
  const result = await createWorkspace({ command: 'create-workspace', name: 'Team' }, context);
  // What was promised is told before anything else can happen.
  if (result.ok) process.stdout.write(`${result.value.id}\n`);
}
for (;;) {
  const { left } = await connection.db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<string>().as('left'))
    .executeTakeFirstOrThrow();
  if (left === '0') break;
  await wait(10);
}
await relay.stop();
await connection.close();
