import type { Query } from '../../../../core/protocols/messages.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';
import type { AuditLine } from '../../audit-log.ts';

/** Asks for the audit log of a workspace, the newest first. */
export interface ListAudit extends Query<'list-audit', readonly AuditLine[]>, InWorkspace {
  /** How many lines at the most. */
  readonly limit: number;
}
