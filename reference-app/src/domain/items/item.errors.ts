import { validationFailed } from '../../core/errors/core-errors.ts';
import { defineError, type Failure } from '../../core/errors/define-error.ts';

/** No item has the identifier. */
export const itemNotFound = defineError({
  code: 'item-not-found',
  status: 404,
  title: 'There is no such item',
  help: 'List the items to see the identifiers of those that exist.',
});

/** Another item of the workspace has the stock keeping unit. */
export const skuTaken = defineError({
  code: 'sku-taken',
  status: 409,
  title: 'Another item has this SKU',
  help: 'Choose another SKU, or change the item that has it.',
});

/** There are not as many as are to be reserved. */
export const outOfStock = defineError({
  code: 'out-of-stock',
  status: 409,
  title: 'There are not enough in stock',
  help: 'Reserve at most as many as `stock` says, or choose another item.',
});

/** The item has no such reservation, or it was released. */
export const reservationNotFound = defineError({
  code: 'reservation-not-found',
  status: 404,
  title: 'There is no such reservation',
  help: 'List the reservations of the item to see those that hold.',
});

/** A value that breaks a rule of items. */
export type InvalidItem = Failure<'validation-failed'>;

/** Says which value of an item breaks a rule. `pointer` is a JSON pointer (RFC 6901) into what was given. */
export function invalidItem(pointer: string, rule: string): InvalidItem {
  return validationFailed.failure(`${pointer} ${rule}.`, { errors: [{ pointer, detail: rule }] });
}
