import type { Cache, CopyPolicy } from '../../application/shared/cache/cache.ts';
import type { Clock } from '../../application/shared/clock.ts';
import type { Log } from '../../application/shared/log.ts';
import type { CacheProvider } from '../../core/protocols/cache-provider.ts';
import type { SharedAnswer, SharedCache } from './shared-cache.ts';
import { createTagLedger } from './tag-ledger.ts';

/** What a two-level cache is made from. */
export interface TwoLevelCacheOptions {
  /** The copies of this instance. */
  readonly near: CacheProvider;
  /** The copies of all instances. */
  readonly shared: SharedCache;
  readonly clock: Clock;
  readonly log: Log;
  /** How much of its time a copy may lose, from 0 to 1, so that copies that were made together do not end together. */
  readonly jitter: number;
  /** A number from 0 up to, and without, 1. */
  readonly random: () => number;
  /** Told of each read. */
  onRead?(read: CacheRead): void;
}

/**
 * Where a value came from: a copy of this instance, one of all, its source, or from where somebody else who asked for the same
 * was getting it just then; or that it could not be had.
 */
export type CacheOutcome = 'near' | 'shared' | 'loaded' | 'joined' | 'failed';

/** One read, and how long it took in milliseconds. */
export interface CacheRead {
  /** What kind of copy it was. */
  readonly name: string;
  readonly outcome: CacheOutcome;
  readonly ms: number;
}

/** A cache that listens to its other instances until it is closed. */
export interface TwoLevelCache extends Cache {
  /** Whether this instance hears the others, so that copies of its own count. */
  hears(): boolean;
  /** How many tags were invalidated of which the shared cache could not be told yet. */
  untold(): number;
  close(): void;
}

interface NearCopy {
  readonly value: unknown;
  readonly since: number;
}

interface Fetched {
  readonly value: unknown;
  readonly outcome: CacheOutcome;
}

interface Flight {
  readonly since: number;
  readonly landing: Promise<Fetched>;
}

/** How many tags are remembered, here and as still to be invalidated. */
const tagsRemembered = 10_000;
/** A tag of every copy, for when there are too many to be told one by one. */
const everything = '*';
/** How long until an invalidation that failed is tried again, in milliseconds. */
const retryMs = 250;

/**
 * Keeps copies in this instance and in a cache that all instances share.
 *
 * While this instance does not hear the others, it uses no copies of its own, since it may have missed an invalidation. While
 * an invalidation of its own could not be told to the shared cache, it uses none of the shared copies, and tries again.
 */
export function createTwoLevelCache(options: TwoLevelCacheOptions): TwoLevelCache {
  const { near, shared, clock, log, jitter, random, onRead } = options;
  const ledger = createTagLedger(tagsRemembered);
  const flights = new Map<string, Flight>();
  const untold = new Set<string>();
  let hears = false;
  let closed = false;
  let again: NodeJS.Timeout | undefined;

  const stopListening = shared.listen({
    invalidated: (tags) => (tags.includes(everything) ? ledger.invalidateAll() : ledger.invalidate(tags)),
    listening(yes) {
      hears = yes;
      ledger.invalidateAll();
    },
  });

  /** Tells the shared cache what it has not heard yet. Never fails. */
  const tell = async (): Promise<void> => {
    clearTimeout(again);
    const tags = [...untold];
    if (tags.length === 0 || closed) return;
    try {
      await shared.invalidate(tags);
      for (const tag of tags) untold.delete(tag);
    } catch (error) {
      log.debug({ reason: (error as Error).message, tags: tags.length }, 'copies could not be invalidated yet');
      again = setTimeout(() => void tell(), retryMs);
      again.unref();
    }
  };

  const askShared = async (key: string, tags: readonly string[]): Promise<SharedAnswer | undefined> => {
    if (untold.size > 0) return undefined;
    try {
      return await shared.read(key, tags);
    } catch (error) {
      log.debug({ reason: (error as Error).message, key }, 'the shared copies cannot be read');
      return undefined;
    }
  };

  const keepNear = async (key: string, copy: NearCopy, until: Date): Promise<void> => {
    if (hears) await near.set(key, copy, until.getTime() - clock().getTime());
  };

  const fetchValue = async (
    policy: CopyPolicy,
    keep: (value: unknown) => boolean,
    load: () => Promise<unknown>,
    since: number,
  ): Promise<Fetched> => {
    const { key, ttlMs } = policy;
    const tags = [everything, ...policy.tags];
    const answer = await askShared(key, tags);
    if (answer?.copy) {
      const { value, until } = answer.copy;
      await keepNear(key, { value, since }, until);
      return { value, outcome: 'shared' };
    }
    const value = await load();
    const fetched: Fetched = { value, outcome: 'loaded' };
    if (value === undefined || !keep(value)) return fetched;
    const until = new Date(clock().getTime() + ttlMs * (1 - jitter * random()));
    await keepNear(key, { value, since }, until);
    if (answer) {
      await shared.write(key, { value, until }, answer.stamp).catch((error: Error) => {
        log.debug({ reason: error.message, key }, 'a shared copy cannot be written');
      });
    }
    return fetched;
  };

  /** Tells how a read of a kind ended that begins now. */
  const begin = (name: string): ((outcome: CacheOutcome) => void) => {
    if (!onRead) return () => {};
    const begun = performance.now();
    return (outcome) => onRead({ name, outcome, ms: performance.now() - begun });
  };

  return {
    async read<Value>(policy: CopyPolicy<Value>, load: () => Promise<Value>): Promise<Value> {
      const { name, key, tags, keep = () => true } = policy;
      const end = begin(name);
      if (hears) {
        const copy = (await near.get(key)) as NearCopy | undefined;
        if (copy && ledger.isFresh(copy.since, tags)) {
          end('near');
          return copy.value as Value;
        }
      }
      const flight = flights.get(key);
      // Whoever asks after an invalidation must not be given what was begun before it.
      const joined = flight && ledger.isFresh(flight.since, tags) ? flight : undefined;
      const since = ledger.now();
      const own: Flight = joined ?? {
        since,
        landing: fetchValue(policy as CopyPolicy, keep as (value: unknown) => boolean, load, since),
      };
      flights.set(key, own);
      try {
        const { value, outcome } = await own.landing;
        end(joined ? 'joined' : outcome);
        // What is not kept need not be plain data.
        return (joined && keep(value as Value) ? structuredClone(value) : value) as Value;
      } catch (error) {
        end('failed');
        throw error;
      } finally {
        if (flights.get(key) === own) flights.delete(key);
      }
    },
    async invalidate(tags) {
      if (tags.length === 0) return;
      ledger.invalidate(tags);
      for (const tag of tags) untold.add(tag);
      if (untold.size > tagsRemembered) {
        untold.clear();
        untold.add(everything);
      }
      await tell();
    },
    hears: () => hears,
    untold: () => untold.size,
    close() {
      closed = true;
      clearTimeout(again);
      stopListening();
    },
  };
}
