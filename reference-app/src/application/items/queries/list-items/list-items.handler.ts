import type { OffsetPage, Page } from '../../../../core/protocols/repository.ts';
import { allOf } from '../../../../core/specification/specification.ts';
import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import { itemsOfStatus, itemsWithTag } from '../../../../domain/items/item.specifications.ts';
import type { Item, ItemStatus } from '../../../../domain/items/item.ts';

/** Which items are wanted. What is left out is not asked for. */
export interface ItemFilter {
  readonly status?: ItemStatus | undefined;
  /** Items that have this tag. */
  readonly tag?: string | undefined;
}

/** Reads a page of items, the newest first. */
export type ListItemsHandler = (filter: ItemFilter, page: OffsetPage) => Promise<Page<Item>>;

/** Wires {@link ListItemsHandler}. */
export function createListItemsHandler({ items }: { items: ItemRepository }): ListItemsHandler {
  return ({ status, tag }, page) =>
    items.list(
      allOf(
        ...(status === undefined ? [] : [itemsOfStatus(status)]),
        ...(tag === undefined ? [] : [itemsWithTag(tag)]),
      ),
      page,
    );
}
