import type { AuditLine, AuditLog, AuditRecorder } from '../../src/application/audit/audit-log.ts';
import type { Clock } from '../../src/application/shared/clock.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { undoable } from './undo.ts';
import { start } from './users.ts';

/** An audit log that is written and read in one place. */
export interface MemoryAuditLog extends AuditRecorder, AuditLog {
  /** In its order. */
  lines(): readonly AuditLine[];
}

/** An audit log in memory, with the contract of the one in PostgreSQL. */
export function createMemoryAuditLog(clock: Clock = () => start): MemoryAuditLog {
  const kept = new Map<string, AuditLine>();
  const newest = (fits: (line: AuditLine) => boolean, limit: number): readonly AuditLine[] =>
    [...kept.values()].filter(fits).slice(-limit).reverse();
  return {
    ...undoable(kept),
    async record({ action, workspaceId, subjectId, details = {} }, { requestId, actor, origin }) {
      const id = createIdentifier<'audit'>();
      kept.set(id, {
        id,
        action,
        workspaceId,
        subjectId,
        details,
        actorId: actor?.userId,
        requestId,
        address: origin?.address,
        agent: origin?.agent,
        occurredAt: clock(),
      });
    },
    listOfWorkspace: async (id, limit) => newest(({ workspaceId }) => workspaceId === id, limit),
    listOfUser: async (id, limit) => newest(({ subjectId }) => subjectId === id, limit),
    lines: () => [...kept.values()],
  };
}
