import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when an item is changed. */
export type UpdateItemError = Failure<'item-not-found'> | Failure<'precondition-failed'> | Failure<'validation-failed'>;
