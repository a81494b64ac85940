import type { Specification } from '../specification/specification.ts';
import type { Result } from '../types/result.ts';
import type { Identifiable, Timestamped } from './entity.ts';
import { hasMethods } from './has-methods.ts';

/** A part of a list, counted from its beginning. */
export interface OffsetPage {
  /** How many at the most. */
  readonly limit: number;
  /** How many to leave out before. */
  readonly offset: number;
}

/** A part of a list, and how long the list is. */
export interface Page<Thing> {
  readonly items: readonly Thing[];
  /** How many things the specification fits, on all pages. */
  readonly total: number;
}

/** A place in a list whose newest are first: the thing at which a part of it ended. */
export interface Position<Thing extends Identifiable & Timestamped> {
  readonly createdAt: Date;
  readonly id: Thing['id'];
}

/** A part of a list from a place on. It holds what it does however much is added before. */
export interface Slice<Thing extends Identifiable & Timestamped> {
  readonly items: readonly Thing[];
  /** Where the next part begins. Absent when this is the last one. */
  readonly next?: Position<Thing> | undefined;
}

/** Cuts a part of a list to its length. `things` is the part and, if there is more, one thing beyond it. */
export function sliceOf<Thing extends Identifiable & Timestamped>(
  things: readonly Thing[],
  limit: number,
): Slice<Thing> {
  const items = things.slice(0, limit);
  const last = items.at(-1);
  return things.length > limit && last ? { items, next: { createdAt: last.createdAt, id: last.id } } : { items };
}

/** Where things of one kind are kept. `Refusal` is why one more cannot be, such as a name that is taken. */
export interface Repository<Thing extends Identifiable, Refusal = never> {
  /** Adds a thing. */
  insert(thing: Thing): Promise<Result<Thing, Refusal>>;
  find(id: Thing['id']): Promise<Thing | undefined>;
  /** The newest first; those made in the same millisecond by their identifier. */
  list(specification: Specification<Thing>, page: OffsetPage): Promise<Page<Thing>>;
  /**
   * Replaces the thing that is one version older. Returns false when that version is not the stored one any more, or the
   * thing is gone: then nothing was changed.
   */
  replace(thing: Thing): Promise<boolean>;
}

/** Whether a value has the methods of a repository. What they do is held by the contract that the tests have for it. */
export function isRepository(value: unknown): value is Repository<Identifiable, unknown> {
  return hasMethods(value, ['insert', 'find', 'list', 'replace']);
}
