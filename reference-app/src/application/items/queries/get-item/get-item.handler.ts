import { failure, success } from '../../../../core/types/result.ts';
import { itemNotFound } from '../../../../domain/items/item.errors.ts';
import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { GetItem } from './get-item.query.ts';

/** Reads one item. */
export function createGetItemHandler({ items }: { items: ItemRepository }): MessageHandler<GetItem> {
  return async ({ id }) => {
    const item = await items.find(id);
    return item ? success(item) : failure(itemNotFound.failure(`No item has the identifier ${id}.`));
  };
}
