import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/application/shared/clock.ts';
import type { InvalidationListener, SharedCache } from '../../src/infrastructure/cache/shared-cache.ts';
import { decodeValue, encodeValue } from '../../src/infrastructure/cache/value-codec.ts';

/** A shared cache for instances within one process: the yardstick of the one in Redis. */
export function createMemorySharedCache({ clock }: { readonly clock: Clock }): SharedCache {
  const copies = new Map<string, { readonly text: string; readonly until: Date; readonly stamp: string }>();
  const marks = new Map<string, string>();
  const listeners = new Set<InvalidationListener>();
  const stampOf = (tags: readonly string[]): string => tags.map((tag) => marks.get(tag) ?? '').join(' ');
  return {
    async read(key, tags) {
      const stamp = stampOf(tags);
      const copy = copies.get(key);
      if (copy?.stamp !== stamp || copy.until <= clock()) return { stamp };
      return { stamp, copy: { value: decodeValue(copy.text), until: copy.until } };
    },
    async write(key, { value, until }, stamp) {
      copies.set(key, { text: encodeValue(value), until, stamp });
    },
    async invalidate(tags) {
      for (const tag of tags) marks.set(tag, randomUUID());
      for (const listener of listeners) listener.invalidated(tags);
    },
    listen(listener) {
      listeners.add(listener);
      listener.listening(true);
      return () => void listeners.delete(listener);
    },
  };
}
