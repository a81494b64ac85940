import type { Kysely } from 'kysely';
import type { EventId } from '../../core/events/event-record.ts';
import type { ActivityRepository } from '../../domain/workspaces/activity.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { askDatabase } from './connect.ts';
import type { Database } from './schema.ts';

/** The activity of workspaces in PostgreSQL. */
export function createPostgresActivityRepository(db: Kysely<Database>): ActivityRepository {
  return {
    add: (activity) =>
      askDatabase(async () => {
        await db
          .insertInto('activity')
          .values({
            event_id: activity.id,
            workspace_id: activity.workspaceId,
            event: activity.event,
            actor_id: activity.actorId ?? null,
            details: JSON.stringify(activity.details),
            occurred_at: activity.occurredAt,
          })
          .onConflict((conflict) => conflict.column('event_id').doNothing())
          .execute();
      }),
    list: (workspaceId, limit) =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('activity')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .orderBy('occurred_at', 'desc')
          .orderBy('event_id', 'desc')
          .limit(limit)
          .execute();
        return rows.map((row) => ({
          id: row.event_id as EventId,
          workspaceId: row.workspace_id as WorkspaceId,
          event: row.event,
          actorId: row.actor_id ?? undefined,
          details: row.details as Readonly<Record<string, unknown>>,
          occurredAt: row.occurred_at,
        }));
      }),
  };
}
