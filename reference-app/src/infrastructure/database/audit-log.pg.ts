import type { Kysely, Selectable } from 'kysely';
import type { AuditAction, AuditId, AuditLine, AuditLog, AuditRecorder } from '../../application/audit/audit-log.ts';
import type { Clock } from '../../application/shared/clock.ts';
import { createIdentifier } from '../../core/types/identifier.ts';
import type { UserId } from '../../domain/users/user.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { askDatabase } from './connect.ts';
import type { AuditLogTable, Database } from './schema.ts';

/** The longest that is kept of what a client calls itself. */
const longestAgent = 200;

const toLine = (row: Selectable<AuditLogTable>): AuditLine => ({
  id: row.id as AuditId,
  action: row.action as AuditAction,
  workspaceId: (row.workspace_id as WorkspaceId | null) ?? undefined,
  subjectId: (row.subject_id as UserId | null) ?? undefined,
  details: row.details as Readonly<Record<string, string>>,
  actorId: (row.actor_id as UserId | null) ?? undefined,
  requestId: row.request_id,
  address: row.address ?? undefined,
  agent: row.agent ?? undefined,
  occurredAt: row.occurred_at,
});

/** Writes the audit log in PostgreSQL. Triggers refuse every change of what stands there. */
export function createPostgresAuditRecorder(db: Kysely<Database>, clock: Clock): AuditRecorder {
  return {
    record: ({ action, workspaceId, subjectId, details = {} }, { requestId, actor, origin }) =>
      askDatabase(async () => {
        await db
          .insertInto('audit_log')
          .values({
            id: createIdentifier<'audit'>(),
            occurred_at: clock(),
            action,
            workspace_id: workspaceId ?? null,
            subject_id: subjectId ?? null,
            actor_id: actor?.userId ?? null,
            request_id: requestId,
            address: origin?.address ?? null,
            // PostgreSQL keeps no NUL.
            agent: origin?.agent.replaceAll('\u0000', '').slice(0, longestAgent) ?? null,
            details: JSON.stringify(details),
          })
          .execute();
      }),
  };
}

/** Reads the audit log in PostgreSQL. */
export function createPostgresAuditLog(db: Kysely<Database>): AuditLog {
  const list = (column: 'workspace_id' | 'subject_id', id: string, limit: number) =>
    askDatabase(async () => {
      const rows = await db
        .selectFrom('audit_log')
        .selectAll()
        .where(column, '=', id)
        .orderBy('occurred_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toLine);
    });
  return {
    listOfWorkspace: (workspaceId, limit) => list('workspace_id', workspaceId, limit),
    listOfUser: (userId, limit) => list('subject_id', userId, limit),
  };
}
