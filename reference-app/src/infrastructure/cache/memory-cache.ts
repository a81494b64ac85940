import { LRUCache } from 'lru-cache';
import type { Clock } from '../../application/shared/clock.ts';
import type { CacheProvider } from '../../core/protocols/cache-provider.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

/** How much a cache in memory keeps. */
export interface MemoryCacheOptions {
  /** How many copies at the most. The one that was not used for the longest time goes first. */
  readonly entries: number;
  readonly clock: Clock;
}

/** Copies in the memory of this process. They are kept as text, so that no caller can change what another gets. */
export function createMemoryCache({ entries, clock }: MemoryCacheOptions): CacheProvider {
  const copies = new LRUCache<string, { readonly text: string; readonly until: number }>({ max: entries });
  return {
    async get(key) {
      const copy = copies.get(key);
      if (!copy) return undefined;
      if (copy.until > clock().getTime()) return decodeValue(copy.text);
      copies.delete(key);
      return undefined;
    },
    async set(key, value, ttlMs) {
      if (ttlMs > 0) copies.set(key, { text: encodeValue(value), until: clock().getTime() + ttlMs });
      else copies.delete(key);
    },
    async delete(key) {
      copies.delete(key);
    },
  };
}
