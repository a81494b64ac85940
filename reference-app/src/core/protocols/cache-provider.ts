import { hasMethods } from './has-methods.ts';

/** Where copies are kept for a while. A cache may forget at any time, so nothing may be kept there only. */
export interface CacheProvider {
  /** The copy, or `undefined` when there is none or its time is over. */
  get(key: string): Promise<unknown>;
  /** Keeps a copy for `ttlMs` milliseconds. */
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Whether a value has the methods of a cache. */
export function isCacheProvider(value: unknown): value is CacheProvider {
  return hasMethods(value, ['get', 'set', 'delete']);
}
