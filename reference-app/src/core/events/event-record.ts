import type { Identifier } from '../types/identifier.ts';
import type { DomainEvent } from './define-event.ts';

/** The identifier of one occurrence. Whoever is told of it twice knows it by this. */
export type EventId = Identifier<'event'>;

/** An event as it is kept: what happened, when, and because of whom. */
export interface EventRecord extends DomainEvent {
  readonly id: EventId;
  readonly occurredAt: Date;
  /** The request that caused it, a UUID. */
  readonly requestId: string;
  /** The user who caused it. Absent when it was nobody. */
  readonly actorId?: string | undefined;
  /** The trace in which it happened, as the header `traceparent` (W3C Trace Context). Absent when there was none. */
  readonly traceparent?: string | undefined;
}
