import { AsyncLocalStorage } from 'node:async_hooks';
import type { ControlledTransaction, Kysely } from 'kysely';
import type { Clock } from '../../application/shared/clock.ts';
import type { Tracing } from '../../application/shared/telemetry.ts';
import type { UnitOfWork, Work } from '../../application/shared/unit-of-work.ts';
import type { Failure } from '../../core/errors/define-error.ts';
import type { Result } from '../../core/types/result.ts';
import { createPostgresActivityRepository } from './activity.repository.pg.ts';
import { createPostgresAuditRecorder } from './audit-log.pg.ts';
import { askDatabase } from './connect.ts';
import { createPostgresEventRecorder } from './event-recorder.pg.ts';
import { createPostgresExampleRepository } from './example.repository.pg.ts';
import { createPostgresItemRepository } from './item.repository.pg.ts';
import { createPostgresKeptAnswers } from './kept-answers.pg.ts';
import { createPostgresReservationRepository } from './reservation.repository.pg.ts';
import type { Database } from './schema.ts';
import { createPostgresSessionRepository } from './session.repository.pg.ts';
import { createPostgresUserRepository } from './user.repository.pg.ts';
import { createPostgresWorkspaceRepository } from './workspace.repository.pg.ts';

/** The repositories of one transaction. What `tracing` says is under way is kept with the events. */
export function createPostgresWork(
  transaction: Kysely<Database>,
  clock: Clock,
  tracing?: Pick<Tracing, 'current'>,
): Work {
  return {
    items: createPostgresItemRepository(transaction),
    reservations: createPostgresReservationRepository(transaction),
    users: createPostgresUserRepository(transaction),
    sessions: createPostgresSessionRepository(transaction),
    workspaces: createPostgresWorkspaceRepository(transaction),
    activity: createPostgresActivityRepository(transaction),
    examples: createPostgresExampleRepository(transaction),
    events: createPostgresEventRecorder(transaction, clock, tracing),
    audit: createPostgresAuditRecorder(transaction, clock),
    answers: createPostgresKeptAnswers(transaction),
  };
}

/** Names the part of a transaction that can be undone alone. Of parts within each other the innermost is meant. */
const part = 'part';

/** Runs an action as a part of a transaction. The last statement tells whether the part is undone. */
async function runPart<Outcome extends Result<unknown, Failure>>(
  outer: ControlledTransaction<Database>,
  action: () => Promise<Outcome>,
): Promise<Outcome> {
  const inner = await outer.savepoint(part).execute();
  const undo = () => inner.rollbackToSavepoint(part).execute();
  try {
    const result = await action();
    await (result.ok ? inner.releaseSavepoint(part).execute() : undo());
    return result;
  } catch (error) {
    // A connection that is gone has nothing left to undo.
    await undo().catch(() => {});
    throw error;
  }
}

/**
 * Transactions of PostgreSQL at its default isolation, read committed. What must not be lost to somebody faster is held by
 * versions and constraints. A unit of work inside another one uses the transaction of that one.
 */
export function createPostgresUnitOfWork(
  db: Kysely<Database>,
  clock: Clock,
  tracing?: Pick<Tracing, 'current'>,
): UnitOfWork {
  const running = new AsyncLocalStorage<ControlledTransaction<Database>>();
  return {
    run: (action) =>
      askDatabase(async () => {
        const outer = running.getStore();
        if (outer) return runPart(outer, () => action(createPostgresWork(outer, clock, tracing)));
        const transaction = await db.startTransaction().execute();
        try {
          const result = await running.run(transaction, () => action(createPostgresWork(transaction, clock, tracing)));
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
