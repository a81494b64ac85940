import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { findItem } from '../../find-item.ts';
import type { GetItem } from './get-item.query.ts';

/** Reads one item. */
export function createGetItemHandler({ items }: { items: ItemRepository }): MessageHandler<GetItem> {
  return (query) => findItem(items.find, query);
}
