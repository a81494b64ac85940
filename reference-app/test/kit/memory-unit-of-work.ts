import type { AuditEntry } from '../../src/application/audit/audit-log.ts';
import type { UnitOfWork, Work } from '../../src/application/shared/unit-of-work.ts';
import type { DomainEvent } from '../../src/core/events/define-event.ts';
import type { Activity } from '../../src/domain/workspaces/activity.ts';
import { createMemoryExampleRepository } from './memory-example-repository.ts';
import { createMemoryItemRepository } from './memory-item-repository.ts';
import { createMemoryKeptAnswers } from './memory-kept-answers.ts';
import { createMemoryReservationRepository } from './memory-reservation-repository.ts';
import { createMemorySessionRepository } from './memory-session-repository.ts';
import { createMemoryUserRepository } from './memory-user-repository.ts';
import { createMemoryWorkspaceRepository } from './memory-workspace-repository.ts';

/** Runs actions on repositories in memory, and counts how they ended. What an action that failed has changed stays changed. */
export interface MemoryUnitOfWork extends UnitOfWork {
  /** How each action ended, in their order. */
  readonly ends: readonly ('kept' | 'undone')[];
  /** What was recorded, in its order. */
  readonly events: readonly DomainEvent[];
  /** What the audit log was given. */
  readonly audited: readonly AuditEntry[];
}

/** Repositories in memory: those that are given, and else empty ones. */
export function createMemoryWork(given: Partial<Work>): Work & {
  readonly recorded: readonly DomainEvent[];
  readonly audited: readonly AuditEntry[];
} {
  const recorded: DomainEvent[] = [];
  const audited: AuditEntry[] = [];
  const lines: Activity[] = [];
  return {
    items: createMemoryItemRepository(),
    reservations: createMemoryReservationRepository(),
    users: createMemoryUserRepository(),
    sessions: createMemorySessionRepository(),
    workspaces: createMemoryWorkspaceRepository(),
    activity: {
      async add(activity) {
        if (!lines.some(({ id }) => id === activity.id)) lines.push(activity);
      },
      list: async (id, limit) =>
        lines
          .filter(({ workspaceId }) => workspaceId === id)
          .slice(-limit)
          .reverse(),
    },
    events: { record: async (event) => void recorded.push(event) },
    examples: createMemoryExampleRepository(),
    audit: { record: async (entry) => void audited.push(entry) },
    audited,
    answers: createMemoryKeptAnswers(),
    recorded,
    ...given,
  };
}

export function createMemoryUnitOfWork(given: Partial<Work>): MemoryUnitOfWork {
  const work = createMemoryWork(given);
  const ends: ('kept' | 'undone')[] = [];
  return {
    ends,
    events: work.recorded,
    audited: work.audited,
    async run(action) {
      try {
        const result = await action(work);
        ends.push(result.ok ? 'kept' : 'undone');
        return result;
      } catch (error) {
        ends.push('undone');
        throw error;
      }
    },
  };
}
