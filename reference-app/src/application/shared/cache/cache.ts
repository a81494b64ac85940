/** How a copy is kept. */
export interface CopyPolicy<Value = unknown> {
  /** What kind of copy it is, for whoever measures: one of few, such as the name of a query. */
  readonly name: string;
  /** Names the copy among all others. */
  readonly key: string;
  /** How long the copy may be used at the most, in milliseconds. */
  readonly ttlMs: number;
  /** What the copy is made of. It is not used any more when one of these was invalidated. */
  readonly tags: readonly string[];
  /** Whether a value is worth keeping. All are when it is absent, except `undefined`, which is never kept. */
  readonly keep?: (value: Value) => boolean;
}

/** Copies of what is expensive to find out. It never fails by itself: without its servers it loads. */
export interface Cache {
  /**
   * The copy, or what `load` answers. Callers that ask for the same at once share one load. A value that was being loaded
   * while one of its tags was invalidated is given to those who waited for it and to nobody else.
   *
   * Values are JSON and dates. A copy belongs to its caller: changing it changes nothing for others.
   */
  read<Value>(policy: CopyPolicy<Value>, load: () => Promise<Value>): Promise<Value>;
  /** Forgets every copy that has one of the tags, here and, as soon as they hear of it, in all other instances. */
  invalidate(tags: readonly string[]): Promise<void>;
}

/** Keeps the answers of a function. `policyOf` says how, from the arguments of a call. */
export function cached<Arguments extends readonly unknown[], Value>(
  cache: Cache,
  policyOf: (...given: Arguments) => CopyPolicy<Value>,
  load: (...given: Arguments) => Promise<Value>,
): (...given: Arguments) => Promise<Value> {
  return (...given) => cache.read(policyOf(...given), () => load(...given));
}
