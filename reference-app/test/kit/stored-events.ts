import type { EventRecord } from '../../src/core/events/event-record.ts';
import type { Connection } from '../../src/infrastructure/database/connect.ts';

/** Stores events as the commit of a command does, and with `due` puts them into the outbox too. */
export async function storeEvents(
  { db }: Pick<Connection, 'db'>,
  events: readonly EventRecord[],
  { due = false }: { readonly due?: boolean } = {},
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ id, name, version, payload, occurredAt, requestId, actorId, traceparent }) => ({
    id,
    name,
    version,
    payload: JSON.stringify(payload),
    occurred_at: occurredAt,
    request_id: requestId,
    actor_id: actorId ?? null,
    traceparent: traceparent ?? null,
  }));
  await db.insertInto('events').values(rows).execute();
  if (!due) return;
  const outbox = rows.map(({ id }) => ({ event_id: id, due_at: new Date(), attempts: 0 }));
  await db.insertInto('outbox').values(outbox).execute();
}
