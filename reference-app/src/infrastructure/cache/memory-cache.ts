import { LRUCache } from 'lru-cache';
import type { Clock } from '../../application/shared/clock.ts';
import type { CacheProvider } from '../../core/protocols/cache-provider.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

/** How much a cache in memory keeps. The copy that was not used for the longest time goes first. */
export interface MemoryCacheOptions {
  /** How many copies at the most. */
  readonly entries: number;
  /** How many bytes their texts and keys may take at the most. A copy that alone takes more is not kept. */
  readonly bytes: number;
  readonly clock: Clock;
}

/** How much a cache in memory keeps now. */
export interface MemoryCacheState {
  readonly entries: number;
  readonly bytes: number;
}

/** A cache that can tell how much it keeps. */
export interface MemoryCache extends CacheProvider {
  state(): MemoryCacheState;
}

/** A character of a text takes one byte or two. */
const bytesOfCharacter = 2;

/** Copies in the memory of this process. They are kept as text, so that no caller can change what another gets. */
export function createMemoryCache({ entries, bytes, clock }: MemoryCacheOptions): MemoryCache {
  const copies = new LRUCache<string, { readonly text: string; readonly until: number }>({
    max: entries,
    maxSize: bytes,
    sizeCalculation: ({ text }, key) => bytesOfCharacter * (text.length + key.length),
  });
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
    state: () => ({ entries: copies.size, bytes: copies.calculatedSize }),
  };
}
