import { randomUUID } from 'node:crypto';
import type { Clock } from '../../application/shared/clock.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { SharedCache, SharedCopy } from './shared-cache.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

/** How a shared cache uses Redis. */
export interface RedisSharedCacheOptions {
  readonly redis: RedisConnection;
  /** All keys, and the channel, begin with it. */
  readonly prefix: string;
  readonly clock: Clock;
  /** No copy is kept longer than this, in milliseconds. */
  readonly longestTtlMs: number;
}

/** A mark outlives every copy that was made before it by this, in milliseconds: as long as any load may take. */
const loadingMs = 3_600_000;

interface StoredCopy extends SharedCopy {
  readonly stamp: string;
}

/**
 * A shared cache in Redis. Each tag has a mark that an invalidation replaces. A copy carries the marks that its tags had
 * before its value was read from the source, and counts only while they are the same: so an instance that was slow cannot put
 * back what was just invalidated. Invalidations are told through a channel.
 */
export function createRedisSharedCache({ redis, prefix, clock, longestTtlMs }: RedisSharedCacheOptions): SharedCache {
  const copyKey = (key: string): string => `${prefix}copy:${key}`;
  const tagKey = (tag: string): string => `${prefix}tag:${tag}`;
  const channel = `${prefix}invalidated`;
  const readStored = (text: string | null | undefined): StoredCopy | undefined => {
    try {
      return typeof text === 'string' ? (decodeValue(text) as StoredCopy) : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    async read(key, tags) {
      const [text, ...marks] = await redis.ask((client) => client.mGet([copyKey(key), ...tags.map(tagKey)]));
      const stamp = marks.map((mark) => mark ?? '').join(' ');
      const stored = readStored(text);
      return stored?.stamp === stamp && stored.until > clock()
        ? { stamp, copy: { value: stored.value, until: stored.until } }
        : { stamp };
    },
    async write(key, { value, until }, stamp) {
      const ttlMs = Math.min(until.getTime() - clock().getTime(), longestTtlMs);
      if (ttlMs < 1) return;
      const stored: StoredCopy = { value, until, stamp };
      await redis.ask((client) => client.set(copyKey(key), encodeValue(stored), { PX: Math.floor(ttlMs) }));
    },
    async invalidate(tags) {
      await redis.ask((client) => {
        const all = client.multi();
        for (const tag of tags) all.set(tagKey(tag), randomUUID(), { PX: longestTtlMs + loadingMs });
        return all.publish(channel, JSON.stringify(tags)).exec();
      });
    },
    listen: ({ invalidated, listening }) =>
      redis.listen(channel, {
        message: (text) => invalidated(JSON.parse(text) as readonly string[]),
        heard: listening,
      }),
  };
}
