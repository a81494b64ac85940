import { specify } from '../../core/specification/builder.ts';
import type { Specification } from '../../core/specification/specification.ts';
import type { WorkspaceId } from '../workspaces/workspace.ts';
import type { Item, ItemStatus } from './item.ts';

/** Items of one workspace. */
export function itemsOfWorkspace(workspaceId: WorkspaceId): Specification<Item> {
  return specify<Item>().where('workspaceId', 'eq', workspaceId).build();
}

/** Items of one status. */
export function itemsOfStatus(status: ItemStatus): Specification<Item> {
  return specify<Item>().where('status', 'eq', status).build();
}

/** Items that have a tag. */
export function itemsWithTag(tag: string): Specification<Item> {
  return specify<Item>().where('tags', 'has', tag).build();
}
