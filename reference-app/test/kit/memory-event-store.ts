import type { EventRecord } from '../../src/core/events/event-record.ts';
import type { EventStore } from '../../src/infrastructure/event-store/event-store.ts';

/** An event store in memory. `hasHad` says what the inbox has noted. */
export function createMemoryEventStore(
  events: readonly EventRecord[],
  hasHad: (event: EventRecord, subscriber: string) => boolean = () => false,
): EventStore {
  return {
    async read({ subscriber, names, from, to = Number.POSITIVE_INFINITY }, limit) {
      return events
        .map((event, index) => ({ position: index + 1, event, handled: hasHad(event, subscriber) }))
        .filter(({ position, event }) => from <= position && position <= to && names.includes(event.name))
        .slice(0, limit);
    },
    latest: async (limit) => events.slice(-limit).toReversed(),
  };
}
