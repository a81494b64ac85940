import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Item, NewItem } from '../../../../domain/items/item.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';
import type { CreateItemError } from './create-item.errors.ts';

/** Asks for a new item in a workspace. */
export interface CreateItem extends Command<'create-item', Result<Item, CreateItemError>>, InWorkspace {
  readonly item: NewItem;
}
