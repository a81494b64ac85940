import { allOf } from '../../../../core/specification/specification.ts';
import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import { itemsOfStatus, itemsWithTag } from '../../../../domain/items/item.specifications.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { ListItems } from './list-items.query.ts';

/** Reads a page of items, the newest first. */
export function createListItemsHandler({ items }: { items: ItemRepository }): MessageHandler<ListItems> {
  return ({ filter: { status, tag }, page }) =>
    items.list(
      allOf(
        ...(status === undefined ? [] : [itemsOfStatus(status)]),
        ...(tag === undefined ? [] : [itemsWithTag(tag)]),
      ),
      page,
    );
}
