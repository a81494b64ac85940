import type { Failure } from '../../core/errors/define-error.ts';
import type { Result } from '../../core/types/result.ts';
import type { Item, ItemId, ItemStatus } from './item.ts';

/** Which items are wanted. */
export interface ItemFilter {
  readonly status?: ItemStatus | undefined;
  /** Items that have this tag. */
  readonly tag?: string | undefined;
}

/** A part of a list, counted from its beginning. */
export interface OffsetPage {
  /** How many at the most. */
  readonly limit: number;
  /** How many to leave out before. */
  readonly offset: number;
}

/** A part of a list, and how long the list is. */
export interface ItemPage {
  readonly items: readonly Item[];
  /** How many items the filter fits, on all pages. */
  readonly total: number;
}

/** Where items are kept. */
export interface ItemRepository {
  /** Adds an item whose SKU no other has. */
  insert(item: Item): Promise<Result<Item, Failure<'sku-taken'>>>;
  find(id: ItemId): Promise<Item | undefined>;
  /** The newest items first; those made in the same millisecond by their identifier. */
  list(filter: ItemFilter, page: OffsetPage): Promise<ItemPage>;
  /**
   * Replaces the item that is one version older. Returns false when that version is not the stored one any more, or the
   * item is gone: then nothing was changed.
   */
  replace(item: Item): Promise<boolean>;
}
