import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { EventId, EventRecord } from '../../core/events/event-record.ts';
import type { ClaimedEvent, Outbox } from '../messaging/outbox.ts';
import { askDatabase } from './connect.ts';
import type { Database, EventsTable } from './schema.ts';

/** An event, as its row keeps it. */
export const toEvent = (row: Selectable<EventsTable>): EventRecord => ({
  id: row.id as EventId,
  name: row.name,
  version: row.version,
  payload: row.payload,
  occurredAt: row.occurred_at,
  requestId: row.request_id,
  actorId: row.actor_id ?? undefined,
  ...(row.traceparent !== null && { traceparent: row.traceparent }),
});

/** The outbox in PostgreSQL. Rows that others are claiming are passed over, so that relays do not wait for each other. */
export function createPostgresOutbox(db: Kysely<Database>): Outbox {
  const mine = ({ event, claim }: ClaimedEvent) =>
    db.deleteFrom('outbox').where('event_id', '=', event.id).where('claim', '=', claim);
  return {
    claim: (limit, leaseMs, now) =>
      askDatabase(async () => {
        const claim = randomUUID();
        const rows = await db
          .with('due', (statement) =>
            statement
              .selectFrom('outbox')
              .innerJoin('events', 'events.id', 'outbox.event_id')
              .select('event_id')
              .where('due_at', '<=', now)
              .orderBy('due_at')
              // Many are due at the same millisecond, and their identifiers have no order within it.
              .orderBy('events.position')
              .limit(limit)
              .forUpdate('outbox')
              .skipLocked(),
          )
          .with('claimed', (statement) =>
            statement
              .updateTable('outbox')
              .from('due')
              .set((eb) => ({
                due_at: new Date(now.getTime() + leaseMs),
                attempts: eb('outbox.attempts', '+', 1),
                claim,
              }))
              .whereRef('outbox.event_id', '=', 'due.event_id')
              .returning(['outbox.event_id', 'outbox.attempts']),
          )
          .selectFrom('claimed')
          .innerJoin('events', 'events.id', 'claimed.event_id')
          .selectAll('events')
          .select('claimed.attempts')
          .orderBy('events.position')
          .execute();
        return rows.map((row) => ({ event: toEvent(row), attempt: row.attempts, claim }));
      }),
    settle: (claimed) =>
      askDatabase(async () => {
        await mine(claimed).execute();
      }),
    postpone: ({ event, claim }, at, reason) =>
      askDatabase(async () => {
        await db
          .updateTable('outbox')
          .set({ due_at: at, reason })
          .where('event_id', '=', event.id)
          .where('claim', '=', claim)
          .execute();
      }),
    bury: (claimed, reason, now) =>
      askDatabase(async () => {
        await db
          .with('taken', () => mine(claimed).returning(['event_id', 'attempts']))
          .insertInto('dead_letters')
          .columns(['event_id', 'attempts', 'reason', 'died_at'])
          .expression((eb) =>
            eb
              .selectFrom('taken')
              .select(['event_id', 'attempts', eb.val(reason).as('reason'), eb.val(now).as('died_at')]),
          )
          .execute();
      }),
    giveUp: (event, attempts, reason, now) =>
      askDatabase(async () => {
        const letter = { attempts, reason, died_at: now };
        await db
          .insertInto('dead_letters')
          .values({ event_id: event.id, ...letter })
          .onConflict((conflict) => conflict.column('event_id').doUpdateSet(letter))
          .execute();
      }),
    count: () =>
      askDatabase(async () => {
        const { rows } = await sql<{ waiting: number; dead: number }>`
          select (select count(*)::int from outbox) as waiting, (select count(*)::int from dead_letters) as dead`.execute(
          db,
        );
        return rows[0]!;
      }),
    deadLetters: () =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('dead_letters')
          .innerJoin('events', 'events.id', 'dead_letters.event_id')
          .selectAll('events')
          .select(['dead_letters.attempts', 'dead_letters.reason', 'dead_letters.died_at'])
          .orderBy('events.position')
          .execute();
        return rows.map((row) => ({
          event: toEvent(row),
          attempts: row.attempts,
          reason: row.reason,
          diedAt: row.died_at,
        }));
      }),
    revive: (id, now) =>
      askDatabase(async () => {
        const { rows } = await sql`
          with taken as (delete from dead_letters where event_id = ${id} returning event_id)
          insert into outbox (event_id, due_at, attempts) select event_id, ${now}::timestamptz, 0 from taken
          returning event_id`.execute(db);
        return rows.length === 1;
      }),
  };
}
