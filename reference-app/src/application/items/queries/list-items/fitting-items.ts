import { allOf, type Specification } from '../../../../core/specification/specification.ts';
import { itemsOfStatus, itemsOfWorkspace, itemsWithTag } from '../../../../domain/items/item.specifications.ts';
import type { Item } from '../../../../domain/items/item.ts';
import type { WorkspaceId } from '../../../../domain/workspaces/workspace.ts';
import type { ItemFilter } from './list-items.query.ts';

/** The items of a workspace that a filter asks for. */
export function fittingItems(workspaceId: WorkspaceId, { status, tag }: ItemFilter): Specification<Item> {
  return allOf(
    itemsOfWorkspace(workspaceId),
    ...(status === undefined ? [] : [itemsOfStatus(status)]),
    ...(tag === undefined ? [] : [itemsWithTag(tag)]),
  );
}
