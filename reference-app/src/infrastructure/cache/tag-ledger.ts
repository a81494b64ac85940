/** Remembers when each tag was invalidated last, in an order of its own. */
export interface TagLedger {
  /** The present moment. What is begun now is older than every invalidation from now on. */
  now(): number;
  invalidate(tags: readonly string[]): void;
  /** Invalidates everything. */
  invalidateAll(): void;
  /** Whether none of the tags was invalidated since a moment. */
  isFresh(since: number, tags: readonly string[]): boolean;
}

/** Makes a ledger that remembers `most` tags. Of those that it forgets, it assumes that they were invalidated last. */
export function createTagLedger(most: number): TagLedger {
  const last = new Map<string, number>();
  let moment = 0;
  let floor = 0;
  return {
    now: () => moment,
    invalidate(tags) {
      moment += 1;
      for (const tag of tags) {
        last.delete(tag);
        last.set(tag, moment);
      }
      while (last.size > most) {
        const [tag, when] = last.entries().next().value!;
        floor = Math.max(floor, when);
        last.delete(tag);
      }
    },
    invalidateAll() {
      moment += 1;
      floor = moment;
      last.clear();
    },
    isFresh: (since, tags) => floor <= since && tags.every((tag) => (last.get(tag) ?? 0) <= since),
  };
}
