import type { Failure } from '../../core/errors/define-error.ts';
import { failure, type Result, success } from '../../core/types/result.ts';
import { itemNotFound } from '../../domain/items/item.errors.ts';
import type { Item, ItemId } from '../../domain/items/item.ts';
import type { InWorkspace } from '../shared/middleware/authorise.ts';

/** An item in its workspace, as a command or a query names it. */
export interface ItemInWorkspace extends InWorkspace {
  readonly id: ItemId;
}

/**
 * The item of an identifier, when it belongs to the workspace. One of another workspace is not found, as if it were none:
 * whoever asks was let in for this workspace only. `find` reads it, or locks it.
 */
export async function findItem(
  find: (id: ItemId) => Promise<Item | undefined>,
  { workspaceId, id }: ItemInWorkspace,
): Promise<Result<Item, Failure<'item-not-found'>>> {
  const item = await find(id);
  return item?.workspaceId === workspaceId
    ? success(item)
    : failure(itemNotFound.failure(`The workspace has no item ${id}.`));
}
