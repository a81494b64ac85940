import type { ItemFilter, ItemPage, ItemRepository, OffsetPage } from '../../../../domain/items/item.repository.ts';

/** Reads a page of items, the newest first. */
export type ListItemsHandler = (filter: ItemFilter, page: OffsetPage) => Promise<ItemPage>;

/** Wires {@link ListItemsHandler}. */
export function createListItemsHandler({ items }: { items: ItemRepository }): ListItemsHandler {
  return (filter, page) => items.list(filter, page);
}
