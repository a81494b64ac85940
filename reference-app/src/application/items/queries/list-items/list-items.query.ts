import type { Query } from '../../../../core/protocols/messages.ts';
import type { OffsetPage, Page } from '../../../../core/protocols/repository.ts';
import type { Item, ItemStatus } from '../../../../domain/items/item.ts';

/** Which items are wanted. What is left out is not asked for. */
export interface ItemFilter {
  readonly status?: ItemStatus | undefined;
  /** Items that have this tag. */
  readonly tag?: string | undefined;
}

/** Asks for a page of items, the newest first. */
export interface ListItems extends Query<'list-items', Page<Item>> {
  readonly filter: ItemFilter;
  readonly page: OffsetPage;
}
