import type { Clock } from '../../src/application/shared/clock.ts';
import { createMemoryCache } from '../../src/infrastructure/cache/memory-cache.ts';
import { noSharedCache } from '../../src/infrastructure/cache/shared-cache.ts';
import {
  createTwoLevelCache,
  type TwoLevelCache,
  type TwoLevelCacheOptions,
} from '../../src/infrastructure/cache/two-level-cache.ts';
import { createMemorySharedCache } from './memory-shared-cache.ts';
import { start } from './users.ts';

const still: Clock = () => start;

/** The cache of an instance that is alone, whose time stands still. */
export function createTestCache(options: Partial<TwoLevelCacheOptions> = {}): TwoLevelCache {
  return createTwoLevelCache({
    near: createMemoryCache({ entries: 100, bytes: 2 ** 20, clock: options.clock ?? still }),
    shared: noSharedCache,
    clock: still,
    log: { debug() {}, info() {}, warn() {} },
    jitter: 0,
    random: () => 0,
    ...options,
  });
}

/** The caches of several instances that share one. */
export function createTestCaches(count: number): readonly TwoLevelCache[] {
  const shared = createMemorySharedCache({ clock: still });
  return Array.from({ length: count }, () => createTestCache({ shared }));
}
