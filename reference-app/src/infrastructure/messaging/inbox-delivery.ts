import type { Subscriber } from '../../application/shared/events/subscriber.ts';
import type { Work } from '../../application/shared/unit-of-work.ts';
import type { EventRecord } from '../../core/events/event-record.ts';

/** Runs an action in a transaction in which it is noted that a subscriber has had an event. */
export interface Inbox {
  /**
   * Does nothing when the subscriber has had the event already, and returns false then. What the action throws undoes all
   * of it.
   */
  once(event: EventRecord, subscriber: string, action: (work: Work) => Promise<void>): Promise<boolean>;
  /** Does so also when the subscriber has had it. Returns true. */
  again(event: EventRecord, subscriber: string, action: (work: Work) => Promise<void>): Promise<boolean>;
}

/** Tells others of an event. Resolves when all of them have had it. */
export type Deliver = (event: EventRecord) => Promise<void>;

/** Delivers to subscribers in this process, each in a transaction of its own. One that fails does not keep the others from theirs. */
export function createInboxDelivery(inbox: Inbox, subscribers: readonly Subscriber[]): Deliver {
  return async (event) => {
    const failures: unknown[] = [];
    for (const subscriber of subscribers) {
      if (!subscriber.events.includes(event.name)) continue;
      try {
        await inbox.once(event, subscriber.name, (work) => subscriber.handle({ event, work }));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
}
