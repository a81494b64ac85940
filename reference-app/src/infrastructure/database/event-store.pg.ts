import type { Kysely } from 'kysely';
import type { EventStore } from '../event-store/event-store.ts';
import { askDatabase } from './connect.ts';
import { toEvent } from './outbox.pg.ts';
import type { Database } from './schema.ts';

/** The event store in PostgreSQL: the table that keeps every event. */
export function createPostgresEventStore(db: Kysely<Database>): EventStore {
  return {
    read: ({ subscriber, names, from, to }, limit) =>
      askDatabase(async () => {
        if (names.length === 0) return [];
        const rows = await db
          .selectFrom('events')
          .leftJoin('inbox', (join) =>
            join.onRef('inbox.event_id', '=', 'events.id').on('inbox.subscriber', '=', subscriber),
          )
          .selectAll('events')
          .select('inbox.handled_at')
          .where('events.position', '>=', String(from))
          .$if(to !== undefined, (wanted) => wanted.where('events.position', '<=', String(to)))
          .where('events.name', 'in', names)
          .orderBy('events.position')
          .limit(limit)
          .execute();
        return rows.map((row) => ({
          position: Number(row.position),
          event: toEvent(row),
          handled: row.handled_at !== null,
        }));
      }),
    latest: (limit) =>
      askDatabase(async () => {
        const rows = await db.selectFrom('events').selectAll().orderBy('position', 'desc').limit(limit).execute();
        return rows.map(toEvent);
      }),
  };
}
