import type { EventId, EventRecord } from '../../core/events/event-record.ts';

/** An event that is to be delivered, and the right to do so for a while. */
export interface ClaimedEvent {
  readonly event: EventRecord;
  /** Which delivery this is, from 1. */
  readonly attempt: number;
  /** Proves that the claim is the last one: whoever came too late cannot settle what somebody else has taken over. */
  readonly claim: string;
}

/** A delivery that was given up. */
export interface DeadLetter {
  readonly event: EventRecord;
  readonly attempts: number;
  /** Why the last one failed. */
  readonly reason: string;
  readonly diedAt: Date;
}

/** The events that are still to be delivered. They got there in the transaction that made them happen. */
export interface Outbox {
  /** Takes up to `limit` events that are due, the oldest first. For `leaseMs` milliseconds nobody else gets them. */
  claim(limit: number, leaseMs: number, now: Date): Promise<readonly ClaimedEvent[]>;
  /** The event was delivered. */
  settle(claimed: ClaimedEvent): Promise<void>;
  /** The delivery failed, and is tried again at `at`. */
  postpone(claimed: ClaimedEvent, at: Date, reason: string): Promise<void>;
  /** The delivery failed for the last time. */
  bury(claimed: ClaimedEvent, reason: string, now: Date): Promise<void>;
  /** Keeps a dead letter of an event that had left the outbox, because a broker could not deliver it. */
  giveUp(event: EventRecord, attempts: number, reason: string, now: Date): Promise<void>;
  /** How many events wait, and how many were given up. */
  count(): Promise<{ readonly waiting: number; readonly dead: number }>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Gives a dead letter another chance. Returns false when there is no such one. */
  revive(id: EventId, now: Date): Promise<boolean>;
}
