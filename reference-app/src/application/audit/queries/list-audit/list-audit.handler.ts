import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { AuditLog } from '../../audit-log.ts';
import type { ListAudit } from './list-audit.query.ts';

/** Reads the audit log of a workspace. */
export function createListAuditHandler({ auditLog }: { auditLog: AuditLog }): MessageHandler<ListAudit> {
  return ({ workspaceId, limit }) => auditLog.listOfWorkspace(workspaceId, limit);
}
