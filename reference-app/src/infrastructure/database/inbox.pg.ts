import type { Kysely } from 'kysely';
import type { Clock } from '../../application/shared/clock.ts';
import type { Tracing } from '../../application/shared/telemetry.ts';
import type { Inbox } from '../messaging/inbox-delivery.ts';
import { askDatabase } from './connect.ts';
import type { Database } from './schema.ts';
import { createPostgresWork } from './unit-of-work.pg.ts';

/** The inbox in PostgreSQL: a second delivery of the same event waits for the first, and then finds it noted. */
export function createPostgresInbox(db: Kysely<Database>, clock: Clock, tracing?: Pick<Tracing, 'current'>): Inbox {
  const deliver =
    (again: boolean): Inbox['once'] =>
    (event, subscriber, action) =>
      askDatabase(() =>
        db.transaction().execute(async (transaction) => {
          const now = clock();
          const { numInsertedOrUpdatedRows } = await transaction
            .insertInto('inbox')
            .values({ event_id: event.id, subscriber, handled_at: now })
            .onConflict((conflict) => {
              const noted = conflict.columns(['event_id', 'subscriber']);
              return again ? noted.doUpdateSet({ handled_at: now }) : noted.doNothing();
            })
            .executeTakeFirstOrThrow();
          const isWanted = numInsertedOrUpdatedRows === 1n;
          if (isWanted) await action(createPostgresWork(transaction, clock, tracing));
          return isWanted;
        }),
      );
  return { once: deliver(false), again: deliver(true) };
}
