import { AsyncLocalStorage } from 'node:async_hooks';
import type { DomainEvent } from '../../../core/events/define-event.ts';
import type { Command } from '../../../core/protocols/messages.ts';
import { failureOf } from '../cqrs/failure-of.ts';
import type { Middleware } from '../cqrs/middleware.ts';
import type { EventRecorder } from '../events/event-recorder.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { Cache } from './cache.ts';
import { type ByEvent, consequencesOf, type VersionedTags } from './copy-rules.ts';

/**
 * A unit of work that invalidates what its events make old, after they are committed and before the caller goes on. One
 * inside another leaves it to that one, which alone commits. When it throws, nobody knows whether it was committed, and it
 * invalidates all the same.
 */
export function forgetAfterCommit(unitOfWork: UnitOfWork, cache: Cache, touched: ByEvent<string>): UnitOfWork {
  const running = new AsyncLocalStorage<Set<string>>();
  return {
    async run(action) {
      const outer = running.getStore();
      const tags = new Set<string>();
      let undone = false;
      try {
        const result = await unitOfWork.run((work) => {
          // A transaction that is tried again begins with nothing.
          tags.clear();
          const events: EventRecorder = {
            async record(event, context) {
              await work.events.record(event, context);
              for (const tag of consequencesOf(touched, event)) tags.add(tag);
            },
          };
          return running.run(tags, () => action({ ...work, events }));
        });
        undone = !result.ok;
        return result;
      } finally {
        if (!undone && tags.size > 0) {
          if (outer) for (const tag of tags) outer.add(tag);
          else await cache.invalidate([...tags]);
        }
      }
    },
  };
}

/** Tells of events as before, and invalidates again: a process may have been killed between its commit and the invalidation. */
export function forgetOnDelivery<Told extends DomainEvent>(
  deliver: (event: Told) => Promise<void>,
  cache: Cache,
  touched: ByEvent<string>,
): (event: Told) => Promise<void> {
  return async (event) => {
    const tags = consequencesOf(touched, event);
    if (tags.length > 0) await cache.invalidate(tags);
    await deliver(event);
  };
}

/**
 * Invalidates what a command was made from when it was refused because another version is stored: whoever reads it again, to
 * try once more, must not be given the old copy again.
 */
export function forgetOldVersions<Commands extends Command>(
  cache: Cache,
  versioned: VersionedTags<Commands>,
): Middleware {
  return (next, { kind, name }) => {
    const of =
      kind === 'command' && Object.hasOwn(versioned, name)
        ? (versioned as Readonly<Record<string, (command: unknown) => readonly string[]>>)[name]
        : undefined;
    if (!of) return next;
    return async (dispatch) => {
      const answer = await next(dispatch);
      if (failureOf(answer)?.code === 'precondition-failed') await cache.invalidate(of(dispatch.message));
      return answer;
    };
  };
}
