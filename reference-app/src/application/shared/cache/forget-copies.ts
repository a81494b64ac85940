import { AsyncLocalStorage } from 'node:async_hooks';
import type { DomainEvent } from '../../../core/events/define-event.ts';
import type { EventRecorder } from '../events/event-recorder.ts';
import type { Subscriber } from '../events/subscriber.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { Cache } from './cache.ts';

/** The tags of the copies that an event makes old, by the names of events. */
export type TouchedTags = Readonly<Record<string, (event: DomainEvent) => readonly string[]>>;

/**
 * A unit of work that invalidates what its events make old, after they are committed and before the caller goes on. One
 * inside another leaves it to that one, which alone commits.
 */
export function forgetAfterCommit(unitOfWork: UnitOfWork, cache: Cache, touched: TouchedTags): UnitOfWork {
  const running = new AsyncLocalStorage<Set<string>>();
  return {
    async run(action) {
      const outer = running.getStore();
      const tags = new Set<string>();
      const result = await unitOfWork.run((work) => {
        // A transaction that is tried again begins with nothing.
        tags.clear();
        const events: EventRecorder = {
          async record(event, context) {
            await work.events.record(event, context);
            for (const tag of touched[event.name]?.(event) ?? []) tags.add(tag);
          },
        };
        return running.run(tags, () => action({ ...work, events }));
      });
      if (!result.ok || tags.size === 0) return result;
      if (outer) for (const tag of tags) outer.add(tag);
      else await cache.invalidate([...tags]);
      return result;
    },
  };
}

/** Invalidates again when the event is delivered: a process may have been killed between its commit and the invalidation. */
export function forgetCopies(cache: Cache, touched: TouchedTags): Subscriber {
  return {
    name: 'forget-copies',
    events: Object.keys(touched),
    handle: ({ event }) => cache.invalidate(touched[event.name]?.(event) ?? []),
  };
}
