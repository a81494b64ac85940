import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Query } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Item } from '../../../../domain/items/item.ts';
import type { ItemInWorkspace } from '../../find-item.ts';

/** Asks for one item. */
export interface GetItem extends Query<'get-item', Result<Item, Failure<'item-not-found'>>>, ItemInWorkspace {}
