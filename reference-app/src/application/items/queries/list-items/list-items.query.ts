import type { Query } from '../../../../core/protocols/messages.ts';
import type { OffsetPage, Page } from '../../../../core/protocols/repository.ts';
import type { Item, ItemStatus } from '../../../../domain/items/item.ts';
import type { InWorkspace } from '../../../shared/middleware/authorise.ts';

/** How many items a list has when nobody says how many. */
export const usualPageSize = 20;

/** Which items are wanted. What is left out is not asked for. */
export interface ItemFilter {
  readonly status?: ItemStatus | undefined;
  /** Items that have this tag. */
  readonly tag?: string | undefined;
}

/** Asks for a page of the items of a workspace, the newest first. */
export interface ListItems extends Query<'list-items', Page<Item>>, InWorkspace {
  readonly filter: ItemFilter;
  readonly page: OffsetPage;
}
