import type { Failure } from '../../core/errors/define-error.ts';
import type { Position, Repository, Slice } from '../../core/protocols/repository.ts';
import type { Specification } from '../../core/specification/specification.ts';
import type { Item, ItemId } from './item.ts';

/** Where items are kept. An item is refused when another one of its workspace has its SKU. */
export interface ItemRepository extends Repository<Item, Failure<'sku-taken'>> {
  /** Finds an item. Until the end of the transaction nobody else can change it: they wait. */
  lock(id: ItemId): Promise<Item | undefined>;
  /** At most `limit` items behind a place, or from the beginning, in the order of `list`. */
  listAfter(specification: Specification<Item>, limit: number, after?: Position<Item>): Promise<Slice<Item>>;
}
