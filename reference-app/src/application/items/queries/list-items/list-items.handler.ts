import { allOf } from '../../../../core/specification/specification.ts';
import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import { itemsOfStatus, itemsOfWorkspace, itemsWithTag } from '../../../../domain/items/item.specifications.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { ListItems } from './list-items.query.ts';

/** Reads a page of the items of a workspace, the newest first. */
export function createListItemsHandler({ items }: { items: ItemRepository }): MessageHandler<ListItems> {
  return ({ workspaceId, filter: { status, tag }, page }) =>
    items.list(
      allOf(
        itemsOfWorkspace(workspaceId),
        ...(status === undefined ? [] : [itemsOfStatus(status)]),
        ...(tag === undefined ? [] : [itemsWithTag(tag)]),
      ),
      page,
    );
}
