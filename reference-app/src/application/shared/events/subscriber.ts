import type { EventRecord } from '../../../core/events/event-record.ts';
import type { EventHandler } from '../../../core/protocols/event-handler.ts';
import type { Work } from '../unit-of-work.ts';

/** An event, and the transaction in which its handler works. */
export interface Delivery {
  readonly event: EventRecord;
  readonly work: Work;
}

/**
 * Does something when something has happened. Its handler is told of an event again until it succeeds, and what it did
 * through the work of the delivery is kept once: the record that it was done is part of the same transaction.
 */
export interface Subscriber extends EventHandler<Delivery> {
  /** The names of the events that it is told of. */
  readonly events: readonly string[];
}
