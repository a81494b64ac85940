import type { UnitOfWork } from '../../src/application/shared/unit-of-work.ts';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import { success } from '../../src/core/types/result.ts';
import type { Inbox } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import { createMemoryUnitOfWork } from './memory-unit-of-work.ts';

/** An inbox that tells what it has noted. */
export interface MemoryInbox extends Inbox {
  hasHad(event: Pick<EventRecord, 'id'>, subscriber: string): boolean;
}

/** An inbox in memory, with the contract of the one in PostgreSQL. */
export function createMemoryInbox(unitOfWork: UnitOfWork = createMemoryUnitOfWork()): MemoryInbox {
  const noted = new Set<string>();
  const deliver =
    (again: boolean): Inbox['once'] =>
    async (event, subscriber, action) => {
      const note = `${event.id} ${subscriber}`;
      const outcome = await unitOfWork.run(async (work) => {
        if (noted.has(note) && !again) return success(false);
        await action(work);
        return success(true);
      });
      noted.add(note);
      return outcome.ok && outcome.value;
    };
  return {
    once: deliver(false),
    again: deliver(true),
    hasHad: ({ id }, subscriber) => noted.has(`${id} ${subscriber}`),
  };
}
