import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { fittingItems } from './fitting-items.ts';
import type { ListItems } from './list-items.query.ts';

/** Reads a page of the items of a workspace, the newest first. */
export function createListItemsHandler({ items }: { items: ItemRepository }): MessageHandler<ListItems> {
  return ({ workspaceId, filter, page }) => items.list(fittingItems(workspaceId, filter), page);
}
