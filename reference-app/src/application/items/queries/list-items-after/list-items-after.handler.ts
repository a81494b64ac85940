import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { fittingItems } from '../list-items/fitting-items.ts';
import type { ListItemsAfter } from './list-items-after.query.ts';

/** Reads a part of the items of a workspace, the newest first. */
export function createListItemsAfterHandler({ items }: { items: ItemRepository }): MessageHandler<ListItemsAfter> {
  return ({ workspaceId, filter, limit, after }) => items.listAfter(fittingItems(workspaceId, filter), limit, after);
}
