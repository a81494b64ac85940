import { databaseConnections, databaseWaiting } from '../../application/metrics.ts';
import { createPostgresActivityRepository } from '../../infrastructure/database/activity.repository.pg.ts';
import { createPostgresAuditLog } from '../../infrastructure/database/audit-log.pg.ts';
import { connect } from '../../infrastructure/database/connect.ts';
import { createPostgresExampleRepository } from '../../infrastructure/database/example.repository.pg.ts';
import { createPostgresItemRepository } from '../../infrastructure/database/item.repository.pg.ts';
import { migrate } from '../../infrastructure/database/migrate.ts';
import { createPostgresReservationRepository } from '../../infrastructure/database/reservation.repository.pg.ts';
import { createPostgresSessionRepository } from '../../infrastructure/database/session.repository.pg.ts';
import { createPostgresUserRepository } from '../../infrastructure/database/user.repository.pg.ts';
import { createPostgresWorkspaceRepository } from '../../infrastructure/database/workspace.repository.pg.ts';
import type { Ground, Registrations } from '../services.ts';

/** The database, and what is kept in it. */
export function storageServices({
  values,
  logger,
  telemetry,
  databaseUrl,
}: Ground): Registrations<
  'database' | 'items' | 'reservations' | 'users' | 'sessions' | 'workspaces' | 'activity' | 'examples' | 'auditLog'
> {
  return {
    database: {
      create: () =>
        connect({
          url: databaseUrl,
          poolSize: values.databasePoolSize,
          timeoutMs: values.databaseTimeoutMs,
          onIdleError: (error) => logger.warn({ reason: error.message }, 'an idle database connection ended'),
        }),
      start: async ({ db, ping, pool }) => {
        for (const state of ['used', 'idle'] as const)
          telemetry.metrics.watch(databaseConnections, async () => pool()[state], { state });
        telemetry.metrics.watch(databaseWaiting, async () => pool().waiting);
        // A database that cannot be reached is told from a migration that fails.
        await ping();
        const { ran } = await migrate(db);
        if (ran.length > 0) logger.info({ migrations: ran }, 'the database schema was brought up to date');
      },
      stop: ({ close }) => close(),
      health: ({ ping }) => ping(),
    },
    items: { create: ({ database }) => createPostgresItemRepository(database.db) },
    reservations: { create: ({ database }) => createPostgresReservationRepository(database.db) },
    users: { create: ({ database }) => createPostgresUserRepository(database.db) },
    sessions: { create: ({ database }) => createPostgresSessionRepository(database.db) },
    workspaces: { create: ({ database }) => createPostgresWorkspaceRepository(database.db) },
    activity: { create: ({ database }) => createPostgresActivityRepository(database.db) },
    examples: { create: ({ database }) => createPostgresExampleRepository(database.db) },
    auditLog: { create: ({ database }) => createPostgresAuditLog(database.db) },
  };
}
