import type { EventRecord } from '../../core/events/event-record.ts';
import type { Deliver } from './inbox-delivery.ts';

/** Takes events from the relay of any instance, and hands them to the subscribers of any instance. */
export interface EventBroker {
  /**
   * Resolves when the broker holds the event safely. Throws {@link BrokerAwayError} when it cannot be reached, and also when
   * nobody knows whether the event got there: it is to be published again then.
   */
  readonly publish: Deliver;
  /** Begins to hand events to subscribers. Those that fail come again after a pause, and are given up in the end. */
  start(): void;
  /** Waits for the deliveries that are under way. */
  stop(): Promise<void>;
  /** Throws when the broker cannot be reached. */
  ping(): Promise<void>;
}

/** What a broker does with an event whose delivery failed for the last time. */
export type GiveUp = (event: EventRecord, attempts: number, reason: string) => Promise<void>;

/** A broker that cannot be reached. What was to be published waits for it, however long that takes. */
export class BrokerAwayError extends Error {
  constructor(options?: ErrorOptions) {
    super('The broker does not answer.', options);
    this.name = 'BrokerAwayError';
  }
}
