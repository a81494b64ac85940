import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { AuditLog } from '../../audit-log.ts';
import type { ListMyAudit } from './list-my-audit.query.ts';

/** Reads what was written down of an account. */
export function createListMyAuditHandler({ auditLog }: { auditLog: AuditLog }): MessageHandler<ListMyAudit> {
  return async ({ limit }, context) => auditLog.listOfUser(actorOf(context).userId, limit);
}
