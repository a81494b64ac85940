import type { Result } from '../../../../core/types/result.ts';
import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import { createItem, type Item } from '../../../../domain/items/item.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { CreateItem } from './create-item.command.ts';
import type { CreateItemError } from './create-item.errors.ts';

/** Makes an item and keeps it. */
export type CreateItemHandler = (command: CreateItem) => Promise<Result<Item, CreateItemError>>;

/** Wires {@link CreateItemHandler}. */
export function createCreateItemHandler({ items, clock }: { items: ItemRepository; clock: Clock }): CreateItemHandler {
  return async (command) => {
    const item = createItem(command, clock());
    return item.ok ? items.insert(item.value) : item;
  };
}
