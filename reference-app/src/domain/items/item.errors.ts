import { validationFailed } from '../../core/errors/core-errors.ts';
import { defineError, type Failure } from '../../core/errors/define-error.ts';

/** No item has the identifier. */
export const itemNotFound = defineError({
  code: 'item-not-found',
  status: 404,
  title: 'There is no such item',
  help: 'List the items to see the identifiers of those that exist.',
});

/** Another item has the stock keeping unit. */
export const skuTaken = defineError({
  code: 'sku-taken',
  status: 409,
  title: 'Another item has this SKU',
  help: 'Choose another SKU, or change the item that has it.',
});

/** A value that breaks a rule of items. */
export type InvalidItem = Failure<'validation-failed'>;

/** Says which value of an item breaks a rule. `pointer` is a JSON pointer (RFC 6901) into what was given. */
export function invalidItem(pointer: string, rule: string): InvalidItem {
  return validationFailed.failure(`${pointer} ${rule}.`, { errors: [{ pointer, detail: rule }] });
}
