import type { Specification } from '../specification/specification.ts';
import type { Result } from '../types/result.ts';
import type { Identifiable } from './entity.ts';
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
