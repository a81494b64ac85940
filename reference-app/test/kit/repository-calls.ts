import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { fittingItems } from '../../src/application/items/queries/list-items/fitting-items.ts';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { createExample } from '../../src/domain/examples/example.ts';
import { changeItem } from '../../src/domain/items/item.ts';
import { createReservation } from '../../src/domain/items/reservation.ts';
import { startSession } from '../../src/domain/users/session.ts';
import { changePassword, type UserId } from '../../src/domain/users/user.ts';
import { createInvitation } from '../../src/domain/workspaces/invitation.ts';
import { workspaceCreated } from '../../src/domain/workspaces/workspace.events.ts';
import {
  createWorkspace,
  joinWorkspace,
  renameWorkspace,
  type WorkspaceId,
} from '../../src/domain/workspaces/workspace.ts';
import { createPostgresAuditLog } from '../../src/infrastructure/database/audit-log.pg.ts';
import { createPostgresEventStore } from '../../src/infrastructure/database/event-store.pg.ts';
import { createPostgresInbox } from '../../src/infrastructure/database/inbox.pg.ts';
import { createPostgresOutbox } from '../../src/infrastructure/database/outbox.pg.ts';
import { createPostgresPermitStore } from '../../src/infrastructure/database/permit-store.pg.ts';
import type { Database } from '../../src/infrastructure/database/schema.ts';
import { createPostgresSigningKeyStore } from '../../src/infrastructure/database/signing-key-store.pg.ts';
import { createPostgresWork } from '../../src/infrastructure/database/unit-of-work.pg.ts';
import { someItem } from './items.ts';
import { hashOf, lifetimes, someUser } from './users.ts';

const now = new Date('2026-06-05T04:03:02.001Z');
const later = new Date(now.getTime() + 60_000);

/** What must have been stored before the calls are made. */
export interface StoredWorld {
  readonly userId: UserId;
  readonly workspaceId: WorkspaceId;
}

/** How many rows the large tables get. With fewer, reading all of them is the best plan. */
const rows = 6000;

/**
 * Fills a database with so many rows that indexes pay, and tells the planner of them. A hundred users and a
 * hundred workspaces have all the rest between them; one of each is given back.
 */
export async function storeWorld(db: Kysely<Database>): Promise<StoredWorld> {
  // As identifiers are made in earnest, in the order of time, so that a workspace has neighbours that are not its own.
  const id = (series: string) => sql.raw(`('01a1fc65-${series}-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`);
  const one = (series: string) => sql.raw(`('01a1fc65-${series}-7000-8000-' || lpad(to_hex(n % 100), 12, '0'))::uuid`);
  const when = sql.raw(`'2026-01-01'::timestamptz + n * interval '1 minute'`);
  const numbers = (count: number) => sql`from generate_series(0, ${sql.lit(count - 1)}) as n`;
  const statements = [
    sql`insert into users select ${id('0001')}, n || '@example.org', 'User ' || n, '$argon2id$x', 1, ${when}, ${when}
      ${numbers(rows)}`,
    sql`insert into workspaces select ${id('0002')}, 'Workspace ' || n, 1, ${when}, ${when} ${numbers(rows)}`,
    sql`insert into memberships
      select ${one('0002')}, ('01a1fc65-0001-7000-8000-' || lpad(to_hex((n + n / 100) % 100), 12, '0'))::uuid, 'member', ${when}
      ${numbers(5000)}`,
    sql`insert into sessions (id, user_id, device, created_at, refreshed_at, expires_at)
      select ${id('0003')}, ${one('0001')}, '', ${when}, ${when}, '2027-01-01' ${numbers(rows)}`,
    sql`insert into refresh_tokens (hash, session_id, issued_at)
      select sha256(n::text::bytea), ${id('0003')}, ${when} ${numbers(rows)}`,
    sql`insert into invitations
      select ${id('0004')}, ${one('0002')}, sha256(n::text::bytea), 'member', ${one('0001')}, ${when}, '2027-01-01'
      ${numbers(rows)}`,
    sql`insert into items
      (id, workspace_id, sku, name, price_minor_units, price_currency, stock, tags, status, version, created_at, updated_at)
      select ${id('0005')}, ${one('0002')}, 'SKU-' || n, 'Item', 100, 'EUR', 10, '{kitchen}', 'active', 1, ${when}, ${when}
      ${numbers(rows)}`,
    sql`insert into reservations (id, workspace_id, item_id, quantity, reserved_by, reserved_at)
      select ${id('0006')}, ${one('0002')}, ${id('0005')}, 1, ${one('0001')}, ${when} ${numbers(rows)}`,
    sql`insert into examples select ${id('0007')}, ${one('0002')}, 'Example', 1, ${when}, ${when} ${numbers(rows)}`,
    sql`insert into events (id, name, version, payload, occurred_at, request_id)
      select ${id('0008')}, 'workspace.created', 1, '{}', ${when}, ${id('0009')} ${numbers(rows)}`,
    sql`insert into inbox select ${id('0008')}, 'record-activity', ${when} ${numbers(rows)}`,
    sql`insert into outbox (event_id, due_at, attempts) select ${id('0008')}, '2027-01-01', 0 ${numbers(rows)}`,
    sql`insert into dead_letters select ${id('0008')}, 1, 'it leaks', ${when} ${numbers(rows)}`,
    sql`insert into activity select ${id('0008')}, ${one('0002')}, 'workspace.created', null, '{}', ${when}
      ${numbers(rows)}`,
    sql`insert into audit_log (id, occurred_at, action, workspace_id, subject_id, request_id, details)
      select ${id('000a')}, ${when}, 'workspace-made', ${one('0002')}, ${one('0001')}, ${id('0009')}, '{}' ${numbers(rows)}`,
    sql`insert into idempotency_keys select ${one('0001')}, 'key ' || n, '', '', '2099-01-01' ${numbers(rows)}`,
    sql`insert into rate_limits select 'key ' || n, ${when}, 1 ${numbers(rows)}`,
    sql`analyze`,
  ];
  for (const statement of statements) await statement.execute(db);
  return {
    userId: '01a1fc65-0001-7000-8000-000000000005' as UserId,
    workspaceId: '01a1fc65-0002-7000-8000-000000000005' as WorkspaceId,
  };
}

/** A repository or a store, and one call or more of each of its methods. What is behind a space tells calls of a method apart. */
export interface RepositoryCalls {
  readonly repository: object;
  readonly calls: Readonly<Record<string, () => Promise<unknown>>>;
}

const made = <Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value => {
  if (!result.ok) throw new Error('What a test makes is valid.');
  return result.value;
};

/** Everything that speaks SQL, by its name. */
export function repositoryCalls(db: Kysely<Database>, world: StoredWorld): Readonly<Record<string, RepositoryCalls>> {
  const { userId, workspaceId } = world;
  const work = createPostgresWork(db, () => now);
  const context = {
    requestId: createIdentifier<'request'>(),
    actor: { userId, sessionId: createIdentifier<'session'>() },
  };
  const item = someItem({}, now, workspaceId);
  const reservation = createReservation(item, 2, userId, now);
  const user = someUser();
  const session = startSession(user.id, 'a phone', now, lifetimes);
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const workspace = made(createWorkspace('Team', now));
  const owner = joinWorkspace(workspace.id, user.id, 'owner', now);
  const member = joinWorkspace(workspace.id, userId, 'member', now);
  const example = made(createExample(workspaceId, 'Example', now));
  const event: EventRecord = {
    ...workspaceCreated.event({ workspaceId, name: 'Team' }),
    id: '01a1fc65-0008-7000-8000-000000000005' as EventRecord['id'],
    occurredAt: now,
    requestId: context.requestId,
  };
  const claimed = { event, attempt: 1, claim: createIdentifier<'claim'>() };
  const [outbox, inbox, eventStore] = [
    createPostgresOutbox(db),
    createPostgresInbox(db, () => now),
    createPostgresEventStore(db),
  ];
  const [auditLog, permits, signingKeys] = [
    createPostgresAuditLog(db),
    createPostgresPermitStore(db),
    createPostgresSigningKeyStore(db),
  ];
  const asked = { subscriber: 'record-activity', names: ['workspace.created'], from: 100 };
  const page = { limit: 20, offset: 0 };
  const key = { userId, key: 'mine' };
  const activity = { id: event.id, workspaceId, event: event.name, details: {}, occurredAt: now };
  return {
    items: {
      repository: work.items,
      calls: {
        insert: () => work.items.insert(item),
        find: () => work.items.find(item.id),
        lock: () => work.items.lock(item.id),
        list: () => work.items.list(fittingItems(workspaceId, {}), page),
        'list of a status': () => work.items.list(fittingItems(workspaceId, { status: 'active' }), page),
        'list with a tag': () => work.items.list(fittingItems(workspaceId, { tag: 'kitchen' }), page),
        listAfter: () => work.items.listAfter(fittingItems(workspaceId, {}), 20),
        'listAfter a place': () => work.items.listAfter(fittingItems(workspaceId, { status: 'active' }), 20, item),
        replace: () => work.items.replace(made(changeItem(item, { stock: 4 }, later))),
      },
    },
    reservations: {
      repository: work.reservations,
      calls: {
        add: () => work.reservations.add(reservation),
        listOf: () => work.reservations.listOf(item.id),
        release: () => work.reservations.release(item.id, reservation.id, later),
      },
    },
    users: {
      repository: work.users,
      calls: {
        add: () => work.users.add(user),
        find: () => work.users.find(user.id),
        findByEmail: () => work.users.findByEmail(user.email),
        replace: () => work.users.replace(changePassword(user, hashOf('another'), later)),
      },
    },
    sessions: {
      repository: work.sessions,
      calls: {
        add: () => work.sessions.add(session, first),
        findByToken: () => work.sessions.findByToken(first),
        replaceToken: () => work.sessions.replaceToken(session, first, second, later),
        isLive: () => work.sessions.isLive(session.id, later),
        listLive: () => work.sessions.listLive(user.id, later),
        end: () => work.sessions.end(session.id, user.id, 'signed-out', later),
        endOthers: () => work.sessions.endOthers(user.id, session.id, 'password-changed', later),
      },
    },
    workspaces: {
      repository: work.workspaces,
      calls: {
        add: () => work.workspaces.add(workspace, owner),
        find: () => work.workspaces.find(workspace.id),
        lockMembers: () => work.workspaces.lockMembers(workspace.id),
        replace: () => work.workspaces.replace(made(renameWorkspace(workspace, 'Renamed', later))),
        listOf: () => work.workspaces.listOf(userId),
        membership: () => work.workspaces.membership(workspaceId, userId),
        listMembers: () => work.workspaces.listMembers(workspaceId),
        addMember: () => work.workspaces.addMember(member),
        updateMember: () => work.workspaces.updateMember({ ...member, role: 'admin' }),
        removeMember: () => work.workspaces.removeMember(member),
        invite: () => work.workspaces.invite(createInvitation(workspaceId, 'member', userId, now), first),
        takeInvitation: () => work.workspaces.takeInvitation(first, now),
      },
    },
    activity: {
      repository: work.activity,
      calls: {
        add: () => work.activity.add(activity),
        list: () => work.activity.list(workspaceId, 20),
      },
    },
    examples: {
      repository: work.examples,
      calls: {
        add: () => work.examples.add(example),
        find: () => work.examples.find(workspaceId, example.id),
        list: () => work.examples.list(workspaceId, 20),
        replace: () => work.examples.replace({ ...example, version: 2, updatedAt: later }),
      },
    },
    events: { repository: work.events, calls: { record: () => work.events.record(event, context) } },
    audit: {
      repository: work.audit,
      calls: { record: () => work.audit.record({ action: 'workspace-made', workspaceId, subjectId: userId }, context) },
    },
    answers: {
      repository: work.answers,
      calls: {
        take: () => work.answers.take(key, now),
        keep: () => work.answers.keep(key, 'a fingerprint', { ok: true }, later),
      },
    },
    'audit-log': {
      repository: auditLog,
      calls: {
        listOfWorkspace: () => auditLog.listOfWorkspace(workspaceId, 20),
        listOfUser: () => auditLog.listOfUser(userId, 20),
      },
    },
    outbox: {
      repository: outbox,
      calls: {
        claim: () => outbox.claim(20, 30_000, new Date('2026-01-01')),
        settle: () => outbox.settle(claimed),
        postpone: () => outbox.postpone(claimed, later, 'it leaks'),
        bury: () => outbox.bury(claimed, 'it leaks', later),
        giveUp: () => outbox.giveUp(event, 3, 'it leaks', later),
        count: () => outbox.count(),
        deadLetters: () => outbox.deadLetters(),
        revive: () => outbox.revive(createIdentifier<'event'>(), later),
      },
    },
    inbox: {
      repository: inbox,
      calls: {
        once: () => inbox.once(event, 'another', async () => {}),
        again: () => inbox.again(event, 'another', async () => {}),
      },
    },
    'event-store': {
      repository: eventStore,
      calls: {
        read: () => eventStore.read(asked, 100),
        'read to a position': () => eventStore.read({ ...asked, to: 110 }, 100),
        latest: () => eventStore.latest(100),
      },
    },
    permits: {
      repository: permits,
      calls: {
        take: () => permits.take('requests of somebody', now, 1, 10),
        giveBack: () => permits.giveBack('requests of somebody', now),
        forget: () => permits.forget(new Date('2026-01-01')),
      },
    },
    'signing-keys': {
      repository: signingKeys,
      calls: {
        list: () => signingKeys.list(now),
        add: () => signingKeys.add({ id: 'a thumbprint', privateKey: 'PEM', createdAt: now }, later, now),
      },
    },
  };
}
