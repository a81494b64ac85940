import type { Query } from '../../../../core/protocols/messages.ts';
import type { AuditLine } from '../../audit-log.ts';

/** Asks what was written down of the account of whoever asks, the newest first. */
export interface ListMyAudit extends Query<'list-my-audit', readonly AuditLine[]> {
  /** How many lines at the most. */
  readonly limit: number;
}
