import type { Failure } from '../../../../core/errors/define-error.ts';
import { failure, type Result, success } from '../../../../core/types/result.ts';
import { itemNotFound } from '../../../../domain/items/item.errors.ts';
import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import type { Item, ItemId } from '../../../../domain/items/item.ts';

/** Reads one item. */
export type GetItemHandler = (id: ItemId) => Promise<Result<Item, Failure<'item-not-found'>>>;

/** Wires {@link GetItemHandler}. */
export function createGetItemHandler({ items }: { items: ItemRepository }): GetItemHandler {
  return async (id) => {
    const item = await items.find(id);
    return item ? success(item) : failure(itemNotFound.failure(`No item has the identifier ${id}.`));
  };
}
