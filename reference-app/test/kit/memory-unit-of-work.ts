import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditLine } from '../../src/application/audit/audit-log.ts';
import type { UnitOfWork, Work } from '../../src/application/shared/unit-of-work.ts';
import type { DomainEvent } from '../../src/core/events/define-event.ts';
import { createMemoryActivityRepository } from './memory-activity-repository.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { createMemoryEventRecorder } from './memory-event-recorder.ts';
import { createMemoryExampleRepository } from './memory-example-repository.ts';
import { createMemoryItemRepository } from './memory-item-repository.ts';
import { createMemoryKeptAnswers } from './memory-kept-answers.ts';
import { createMemoryReservationRepository } from './memory-reservation-repository.ts';
import { createMemorySessionRepository } from './memory-session-repository.ts';
import { createMemoryUserRepository } from './memory-user-repository.ts';
import { createMemoryWorkspaceRepository } from './memory-workspace-repository.ts';
import { remember, type Undoable } from './undo.ts';

/** Repositories in memory, and what was recorded through them. */
export interface MemoryWork extends Work {
  /** What happened, in its order. */
  recorded(): readonly DomainEvent[];
  /** What the audit log was given. */
  audited(): readonly AuditLine[];
  /** Notes how everything stands, and gives what puts it back. */
  remember(): () => void;
}

/** Repositories in memory: those that are given, and else empty ones. */
export function createMemoryWork(given: Partial<Work> = {}): MemoryWork {
  const [events, audit] = [createMemoryEventRecorder(), createMemoryAuditLog()];
  const work: Work = {
    items: createMemoryItemRepository(),
    reservations: createMemoryReservationRepository(),
    users: createMemoryUserRepository(),
    sessions: createMemorySessionRepository(),
    workspaces: createMemoryWorkspaceRepository(),
    activity: createMemoryActivityRepository(),
    examples: createMemoryExampleRepository(),
    answers: createMemoryKeptAnswers(),
    events,
    audit,
    ...given,
  };
  return {
    ...work,
    recorded: () => events.recorded().map(({ name, version, payload }) => ({ name, version, payload })),
    audited: audit.lines,
    remember() {
      const back = Object.values(work).flatMap((part: Partial<Undoable>) => part[remember]?.() ?? []);
      return () => {
        for (const putBack of back) putBack();
      };
    },
  };
}

/** Runs actions on repositories in memory, one after the other, and tells how they ended. */
export interface MemoryUnitOfWork extends UnitOfWork, Pick<MemoryWork, 'recorded' | 'audited'> {
  /** How each action ended, in their order. */
  readonly ends: readonly ('kept' | 'undone')[];
}

/** Units of work in memory, with the contract of those in PostgreSQL: what fails changes nothing. */
export function createMemoryUnitOfWork(given: Partial<Work> = {}): MemoryUnitOfWork {
  const work = createMemoryWork(given);
  const ends: ('kept' | 'undone')[] = [];
  const inside = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();
  const attempt: UnitOfWork['run'] = async (action) => {
    const putBack = work.remember();
    let kept = false;
    try {
      const result = await inside.run(true, () => action(work));
      kept = result.ok;
      return result;
    } finally {
      ends.push(kept ? 'kept' : 'undone');
      if (!kept) putBack();
    }
  };
  return {
    ends,
    recorded: work.recorded,
    audited: work.audited,
    run(action) {
      if (inside.getStore()) return attempt(action);
      const turn = last.then(() => attempt(action));
      last = turn.catch(() => {});
      return turn;
    },
  };
}
