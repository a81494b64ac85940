import type { ReplayOrder, ReplayReport } from '../../application/shared/events/replay-order.ts';
import type { Subscriber } from '../../application/shared/events/subscriber.ts';
import type { Inbox } from '../messaging/inbox-delivery.ts';
import type { EventStore } from './event-store.ts';

/** A replay that could not begin, or that a subscriber has ended. */
export class ReplayError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReplayError';
  }
}

/** How many events are read at once. */
const pageSize = 100;

/**
 * Tells one subscriber of events that were kept, in their order, each in a transaction of its own. It ends at the first that
 * fails. The inbox is asked as it is for any delivery, so services may go on delivering meanwhile.
 */
export async function replay(
  {
    store,
    inbox,
    subscribers,
  }: { readonly store: EventStore; readonly inbox: Inbox; readonly subscribers: readonly Subscriber[] },
  order: ReplayOrder,
): Promise<ReplayReport> {
  const { event: only, dryRun, again, to } = order;
  const subscriber = subscribers.find(({ name }) => name === order.subscriber);
  if (!subscriber)
    throw new ReplayError(
      `There is no subscriber ${order.subscriber}. There are: ${subscribers.map(({ name }) => name).join(', ')}.`,
    );
  if (only !== undefined && !subscriber.events.includes(only))
    throw new ReplayError(`${subscriber.name} is not told of ${only}, but of ${subscriber.events.join(', ')}.`);
  const names = only === undefined ? subscriber.events : [only];
  let [told, had] = [0, 0];
  let last: number | undefined;
  for (;;) {
    const from = last === undefined ? order.from : last + 1;
    const page = await store.read({ subscriber: subscriber.name, names, from, to }, pageSize);
    for (const { position, event, handled } of page) {
      try {
        const act = dryRun
          ? !handled || again
          : await inbox[again ? 'again' : 'once'](event, subscriber.name, (work) => subscriber.handle({ event, work }));
        if (act) told += 1;
        else had += 1;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new ReplayError(
          `${subscriber.name} failed at the position ${position}: ${reason} Before it, ${told} were told.`,
          { cause: error },
        );
      }
      last = position;
    }
    if (page.length < pageSize) return { told, had, last };
  }
}
