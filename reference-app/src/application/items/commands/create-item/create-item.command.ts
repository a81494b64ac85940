import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Item, NewItem } from '../../../../domain/items/item.ts';
import type { CreateItemError } from './create-item.errors.ts';

/** Asks for a new item. */
export interface CreateItem extends Command<'create-item', Result<Item, CreateItemError>> {
  readonly item: NewItem;
}
