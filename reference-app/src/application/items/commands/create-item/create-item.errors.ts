import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when an item is made. */
export type CreateItemError = Failure<'validation-failed'> | Failure<'sku-taken'>;
