import type { Query } from '../../../../core/protocols/messages.ts';
import type { Position, Slice } from '../../../../core/protocols/repository.ts';
import type { Item } from '../../../../domain/items/item.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';
import type { ItemFilter } from '../list-items/list-items.query.ts';

/** Asks for the items of a workspace behind a place in their list, or from its beginning, the newest first. */
export interface ListItemsAfter extends Query<'list-items-after', Slice<Item>>, InWorkspace {
  readonly filter: ItemFilter;
  /** How many at the most. */
  readonly limit: number;
  readonly after?: Position<Item> | undefined;
}
