import type { Kysely } from 'kysely';
import type { Clock } from '../../application/shared/clock.ts';
import type { EventRecorder } from '../../application/shared/events/event-recorder.ts';
import type { Tracing } from '../../application/shared/telemetry.ts';
import { createIdentifier } from '../../core/types/identifier.ts';
import { askDatabase } from './connect.ts';
import type { Database } from './schema.ts';

/** Keeps events in PostgreSQL, and puts them into the outbox, with one statement. */
export function createPostgresEventRecorder(
  db: Kysely<Database>,
  clock: Clock,
  tracing?: Pick<Tracing, 'current'>,
): EventRecorder {
  return {
    record: ({ name, version, payload }, { requestId, actor }) =>
      askDatabase(async () => {
        const [id, now] = [createIdentifier<'event'>(), clock()];
        await db
          .with('kept', (statement) =>
            statement
              .insertInto('events')
              .values({
                id,
                name,
                version,
                payload: JSON.stringify(payload),
                occurred_at: now,
                request_id: requestId,
                actor_id: actor?.userId ?? null,
                traceparent: tracing?.current() ?? null,
              })
              .returning('id'),
          )
          .insertInto('outbox')
          .columns(['event_id', 'due_at', 'attempts'])
          .expression((eb) => eb.selectFrom('kept').select(['id', eb.val(now).as('due_at'), eb.lit(0).as('attempts')]))
          .execute();
      }),
  };
}
