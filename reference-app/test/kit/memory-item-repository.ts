import { sliceOf } from '../../src/core/protocols/repository.ts';
import { isSatisfiedBy } from '../../src/core/specification/is-satisfied-by.ts';
import { failure, success } from '../../src/core/types/result.ts';
import { skuTaken } from '../../src/domain/items/item.errors.ts';
import type { ItemRepository } from '../../src/domain/items/item.repository.ts';
import type { Item } from '../../src/domain/items/item.ts';
import { undoable } from './undo.ts';

/** Items in memory. It keeps the same contract as the repository in PostgreSQL, and counts what it was asked for. */
export interface MemoryItemRepository extends ItemRepository {
  readonly stored: ReadonlyMap<string, Item>;
  /** The names of the methods that were called, in their order. */
  readonly calls: readonly (keyof ItemRepository)[];
}

export function createMemoryItemRepository(...given: readonly Item[]): MemoryItemRepository {
  const stored = new Map<string, Item>(given.map((item) => [item.id, item]));
  const calls: (keyof ItemRepository)[] = [];
  return {
    ...undoable(stored),
    stored,
    calls,
    async insert(item) {
      calls.push('insert');
      if ([...stored.values()].some(({ workspaceId, sku }) => workspaceId === item.workspaceId && sku === item.sku)) {
        return failure(skuTaken.failure(`The SKU ${item.sku} belongs to another item of the workspace.`));
      }
      stored.set(item.id, item);
      return success(item);
    },
    async find(id) {
      calls.push('find');
      return stored.get(id);
    },
    async lock(id) {
      calls.push('lock');
      return stored.get(id);
    },
    async list(specification, { limit, offset }) {
      calls.push('list');
      const fitting = [...stored.values()]
        .filter((item) => isSatisfiedBy(specification, item))
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
      return { items: fitting.slice(offset, offset + limit), total: fitting.length };
    },
    async listAfter(specification, limit, after) {
      calls.push('listAfter');
      const behind = [...stored.values()]
        .filter((item) => isSatisfiedBy(specification, item))
        .filter(
          ({ createdAt, id }) =>
            !after ||
            createdAt < after.createdAt ||
            (createdAt.getTime() === after.createdAt.getTime() && id < after.id),
        )
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
      return sliceOf(behind, limit);
    },
    async replace(item) {
      calls.push('replace');
      if (stored.get(item.id)?.version !== item.version - 1) return false;
      stored.set(item.id, item);
      return true;
    },
  };
}
