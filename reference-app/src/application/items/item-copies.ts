import { itemChanged, itemCreated, itemReleased, itemReserved } from '../../domain/items/item.events.ts';
import type { ItemId } from '../../domain/items/item.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { byEvent, type CopyRules } from '../shared/cache/copy-rules.ts';
import type { UpdateItem } from './commands/update-item/update-item.command.ts';
import type { GetItem } from './queries/get-item/get-item.query.ts';
import { type ItemFilter, type ListItems, usualPageSize } from './queries/list-items/list-items.query.ts';
import type { ListItemsAfter } from './queries/list-items-after/list-items-after.query.ts';

type ItemQueries = GetItem | ListItems | ListItemsAfter;

/** What an event tells of the item that it is about. */
interface OfItem {
  readonly workspaceId: string;
  readonly itemId: string;
}

const itemTag = (id: string): string => `item:${id}`;
/** Of every list of a workspace: any item that is new or another may belong into it, or not any more. */
const listsTag = (workspaceId: string): string => `items:${workspaceId}`;
const listKey = (kind: string, workspaceId: string, { status, tag }: ItemFilter, place: readonly unknown[]): string =>
  `${kind}:${workspaceId}:${JSON.stringify([status ?? null, tag ?? null, ...place])}`;

/** How single items and lists of items are kept, for `ttlMs` milliseconds at the most. Nothing is kept for 0. */
export function itemCopies(ttlMs: number): CopyRules<ItemQueries, UpdateItem> {
  const answers: CopyRules<ItemQueries, UpdateItem>['answers'] = {
    'get-item': ({ workspaceId, id }) => ({ key: `item:${workspaceId}:${id}`, ttlMs, tags: [itemTag(id)] }),
    'list-items': ({ workspaceId, filter, page: { limit, offset } }) => ({
      key: listKey('items', workspaceId, filter, [limit, offset]),
      ttlMs,
      tags: [listsTag(workspaceId)],
    }),
    'list-items-after': ({ workspaceId, filter, limit, after }) => ({
      key: listKey('items-after', workspaceId, filter, [limit, after?.createdAt.getTime() ?? null, after?.id ?? null]),
      ttlMs,
      tags: [listsTag(workspaceId)],
    }),
  };
  return {
    answers: ttlMs === 0 ? {} : answers,
    touched: {
      ...byEvent([itemCreated], ({ workspaceId }) => [listsTag(workspaceId)]),
      ...byEvent<OfItem, string>([itemChanged, itemReserved, itemReleased], ({ workspaceId, itemId }) => [
        itemTag(itemId),
        listsTag(workspaceId),
      ]),
    },
    versioned: { 'update-item': ({ workspaceId, id }) => [itemTag(id), listsTag(workspaceId)] },
    likely: byEvent<OfItem, ItemQueries>([itemCreated, itemChanged, itemReserved, itemReleased], (payload) => {
      const workspaceId = payload.workspaceId as WorkspaceId;
      return [
        { query: 'get-item', workspaceId, id: payload.itemId as ItemId },
        { query: 'list-items-after', workspaceId, filter: {}, limit: usualPageSize },
      ];
    }),
  };
}
