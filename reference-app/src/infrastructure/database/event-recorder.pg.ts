import type { Kysely } from 'kysely';
import type { Clock } from '../../application/shared/clock.ts';
import type { EventRecorder } from '../../application/shared/events/event-recorder.ts';
import type { Tracing } from '../../application/shared/telemetry.ts';
import type { EventId } from '../../core/events/event-record.ts';
import { createIdentifier } from '../../core/types/identifier.ts';
import type { UserId } from '../../domain/users/user.ts';
import { askDatabase } from './connect.ts';
import type { Database } from './schema.ts';
import { prepareStatement } from './statement.ts';

interface NewEvent {
  readonly id: EventId;
  readonly name: string;
  readonly version: number;
  readonly payload: string;
  readonly now: Date;
  readonly requestId: string;
  readonly actorId: UserId | null;
  readonly traceparent: string | null;
}

/** The event and its row of the outbox. */
const insertEvent = prepareStatement((db: Kysely<Database>, event: NewEvent) =>
  db
    .with('kept', (statement) =>
      statement
        .insertInto('events')
        .values({
          id: event.id,
          name: event.name,
          version: event.version,
          payload: event.payload,
          occurred_at: event.now,
          request_id: event.requestId,
          actor_id: event.actorId,
          traceparent: event.traceparent,
        })
        .returning('id'),
    )
    .insertInto('outbox')
    .columns(['event_id', 'due_at', 'attempts'])
    .expression((eb) => eb.selectFrom('kept').select(['id', eb.val(event.now).as('due_at'), eb.lit(0).as('attempts')])),
);

/** Keeps events in PostgreSQL, and puts them into the outbox, with one statement. */
export function createPostgresEventRecorder(
  db: Kysely<Database>,
  clock: Clock,
  tracing?: Pick<Tracing, 'current'>,
): EventRecorder {
  return {
    record: ({ name, version, payload }, { requestId, actor }) =>
      askDatabase(async () => {
        await insertEvent(db, {
          id: createIdentifier<'event'>(),
          name,
          version,
          payload: JSON.stringify(payload),
          now: clock(),
          requestId,
          actorId: actor?.userId ?? null,
          traceparent: tracing?.current() ?? null,
        });
      }),
  };
}
