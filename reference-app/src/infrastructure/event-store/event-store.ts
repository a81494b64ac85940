import type { EventRecord } from '../../core/events/event-record.ts';

/** An event that was kept, and what a subscriber has to do with it. */
export interface StoredEvent {
  /** Its place in the order in which events were kept. */
  readonly position: number;
  readonly event: EventRecord;
  /** Whether the subscriber has had it. */
  readonly handled: boolean;
}

/** Which events are wanted. */
export interface EventSelection {
  /** For whom they are. */
  readonly subscriber: string;
  /** Their names. */
  readonly names: readonly string[];
  /** The first position. */
  readonly from: number;
  /** The last position. Absent when there is none. */
  readonly to?: number | undefined;
}

/** Reads every event that ever was, delivered or not. Nothing is ever taken out of it. */
export interface EventStore {
  /** The first `limit` events of a selection, in their order. */
  read(selection: EventSelection, limit: number): Promise<readonly StoredEvent[]>;
  /** The last `limit` events that were kept, the newest first. */
  latest(limit: number): Promise<readonly EventRecord[]>;
}
