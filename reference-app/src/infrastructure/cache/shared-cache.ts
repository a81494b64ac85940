/** A copy that all instances share, and until when it may be used. */
export interface SharedCopy {
  readonly value: unknown;
  readonly until: Date;
}

/** What is known of a key: its copy, and how its tags stood when it was asked for. */
export interface SharedAnswer {
  /** Absent when there is none, its time is over, or one of its tags was invalidated since it was written. */
  readonly copy?: SharedCopy;
  /** How the tags stand. A copy is written with what was read before its value was found out. */
  readonly stamp: string;
}

/** What an instance is told by the others. */
export interface InvalidationListener {
  /** Somebody has invalidated tags. */
  invalidated(tags: readonly string[]): void;
  /** Whether it is told of every invalidation from now on. While it is not, some may have been missed. */
  listening(yes: boolean): void;
}

/** Copies that several instances share. Any of its methods may fail. */
export interface SharedCache {
  read(key: string, tags: readonly string[]): Promise<SharedAnswer>;
  /** Keeps a copy. It is never given to anybody when a tag was invalidated after the stamp was read. */
  write(key: string, copy: SharedCopy, stamp: string): Promise<void>;
  /** Makes every copy with one of the tags void, and tells all instances that listen. */
  invalidate(tags: readonly string[]): Promise<void>;
  /** Tells of what others invalidate, until the function that it returns is called. */
  listen(listener: InvalidationListener): () => void;
}

/** For an instance that is alone: nothing is shared, and nobody else invalidates anything. */
export const noSharedCache: SharedCache = {
  read: async () => ({ stamp: '' }),
  write: async () => {},
  invalidate: async () => {},
  listen({ listening }) {
    listening(true);
    return () => {};
  },
};
