import type { CacheProvider } from '../../core/protocols/cache-provider.ts';
import type { RedisConnection } from './redis-connection.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

/** Copies in Redis, under keys that begin with `prefix`. What cannot be read any more counts as absent. */
export function createRedisCache({
  redis,
  prefix,
}: {
  readonly redis: RedisConnection;
  readonly prefix: string;
}): CacheProvider {
  return {
    async get(key) {
      const text = await redis.ask((client) => client.get(prefix + key));
      if (text === null) return undefined;
      try {
        return decodeValue(text);
      } catch {
        return undefined;
      }
    },
    async set(key, value, ttlMs) {
      const [name, text, whole] = [prefix + key, encodeValue(value), Math.floor(ttlMs)];
      await redis.ask<unknown>((client) => (whole > 0 ? client.set(name, text, { PX: whole }) : client.del(name)));
    },
    async delete(key) {
      await redis.ask((client) => client.del(prefix + key));
    },
  };
}
