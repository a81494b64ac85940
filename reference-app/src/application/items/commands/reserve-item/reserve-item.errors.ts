import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when an item is reserved. */
export type ReserveItemError = Failure<'item-not-found'> | Failure<'out-of-stock'> | Failure<'validation-failed'>;
