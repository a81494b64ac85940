import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Item, NewItem } from '../../../../domain/items/item.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';
import type { CreateItemError } from '../create-item/create-item.errors.ts';

/** Asks for several new items in a workspace. Each is made on its own: the answer has a result for each, in their order. */
export interface CreateItems extends Command<'create-items', readonly Result<Item, CreateItemError>[]>, InWorkspace {
  readonly items: readonly NewItem[];
}

/** How many items can be asked for at once. */
export const mostItemsAtOnce = 100;
