import type { Clock } from '../../src/application/shared/clock.ts';
import type { EventRecorder } from '../../src/application/shared/events/event-recorder.ts';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { undoable } from './undo.ts';
import { start } from './users.ts';

/** A recorder that can be asked for what it has recorded. */
export interface MemoryEventRecorder extends EventRecorder {
  /** In its order. */
  recorded(): readonly EventRecord[];
}

/** Records events in memory, with the contract of the recorder in PostgreSQL. */
export function createMemoryEventRecorder(clock: Clock = () => start): MemoryEventRecorder {
  const events = new Map<string, EventRecord>();
  return {
    ...undoable(events),
    async record({ name, version, payload }, { requestId, actor }) {
      const id = createIdentifier<'event'>();
      events.set(id, { id, name, version, payload, occurredAt: clock(), requestId, actorId: actor?.userId });
    },
    recorded: () => [...events.values()],
  };
}
