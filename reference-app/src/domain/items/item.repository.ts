import type { Failure } from '../../core/errors/define-error.ts';
import type { Repository } from '../../core/protocols/repository.ts';
import type { Item, ItemId } from './item.ts';

/** Where items are kept. An item is refused when another one of its workspace has its SKU. */
export interface ItemRepository extends Repository<Item, Failure<'sku-taken'>> {
  /** Finds an item. Until the end of the transaction nobody else can change it: they wait. */
  lock(id: ItemId): Promise<Item | undefined>;
}
