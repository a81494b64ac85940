import type { Kysely } from 'kysely';
import type { Clock } from '../../application/shared/clock.ts';
import type { UnitOfWork, Work } from '../../application/shared/unit-of-work.ts';
import { createPostgresActivityRepository } from './activity.repository.pg.ts';
import { askDatabase } from './connect.ts';
import { createPostgresEventRecorder } from './event-recorder.pg.ts';
import { createPostgresItemRepository } from './item.repository.pg.ts';
import { createPostgresReservationRepository } from './reservation.repository.pg.ts';
import type { Database } from './schema.ts';
import { createPostgresSessionRepository } from './session.repository.pg.ts';
import { createPostgresUserRepository } from './user.repository.pg.ts';
import { createPostgresWorkspaceRepository } from './workspace.repository.pg.ts';

/** The repositories of one transaction. */
export function createPostgresWork(transaction: Kysely<Database>, clock: Clock): Work {
  return {
    items: createPostgresItemRepository(transaction),
    reservations: createPostgresReservationRepository(transaction),
    users: createPostgresUserRepository(transaction),
    sessions: createPostgresSessionRepository(transaction),
    workspaces: createPostgresWorkspaceRepository(transaction),
    activity: createPostgresActivityRepository(transaction),
    events: createPostgresEventRecorder(transaction, clock),
  };
}

/**
 * Transactions of PostgreSQL at its default isolation, read committed. What must not be lost to somebody faster is held by
 * versions and constraints.
 */
export function createPostgresUnitOfWork(db: Kysely<Database>, clock: Clock): UnitOfWork {
  return {
    run: (action) =>
      askDatabase(async () => {
        const transaction = await db.startTransaction().execute();
        try {
          const result = await action(createPostgresWork(transaction, clock));
          await (result.ok ? transaction.commit() : transaction.rollback()).execute();
          return result;
        } catch (error) {
          // A connection that is gone has been rolled back by the server, and cannot be told to.
          if (!transaction.isCommitted && !transaction.isRolledBack)
            await transaction
              .rollback()
              .execute()
              .catch(() => {});
          throw error;
        }
      }),
  };
}
