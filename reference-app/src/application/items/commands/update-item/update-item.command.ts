import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Item, ItemChange, ItemId } from '../../../../domain/items/item.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';
import type { UpdateItemError } from './update-item.errors.ts';

/** Asks for a change of one version of an item. */
export interface UpdateItem extends Command<'update-item', Result<Item, UpdateItemError>>, InWorkspace {
  readonly id: ItemId;
  /** The version that the change was made from. It is refused when another one is stored. */
  readonly expectedVersion: number;
  readonly change: ItemChange;
}
