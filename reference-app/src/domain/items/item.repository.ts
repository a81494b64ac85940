import type { Failure } from '../../core/errors/define-error.ts';
import type { Repository } from '../../core/protocols/repository.ts';
import type { Item } from './item.ts';

/** Where items are kept. An item is refused when another one has its SKU. */
export type ItemRepository = Repository<Item, Failure<'sku-taken'>>;
