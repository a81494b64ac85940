import { z } from 'zod';
import { mostItemsAtOnce } from '../../../../application/items/commands/create-items/create-items.command.ts';
import { usualPageSize } from '../../../../application/items/queries/list-items/list-items.query.ts';
import { type Item, itemLimits, itemStatuses } from '../../../../domain/items/item.ts';
import { mostMinorUnits } from '../../../../domain/items/money.ts';
import type { Reservation } from '../../../../domain/items/reservation.ts';
import { problemSchema } from '../../problems/problem.schema.ts';
import { workspaceParams } from '../workspaces/workspace.schema.ts';

const sku = z
  .string()
  .min(1)
  .max(itemLimits.sku)
  .meta({ description: 'The stock keeping unit: capital letters, digits and single hyphens.' });
const name = z.string().min(1).max(itemLimits.name);
const price = z.strictObject({
  minorUnits: z
    .int()
    .min(0)
    .max(mostMinorUnits)
    .meta({ description: 'In the smallest unit of the currency, such as cents.' }),
  currency: z.string().length(3).meta({ description: 'A code of ISO 4217, such as EUR.' }),
});
const stock = z.int().min(0).max(itemLimits.stock);
const tags = z.array(z.string().min(1).max(itemLimits.tag)).max(itemLimits.tags);
const status = z.enum(itemStatuses);

/** The body that makes an item. Unknown keys are refused. */
export const createItemBody = z
  .strictObject({ sku, name, price, stock: stock.default(0), tags: tags.default([]) })
  .meta({ id: 'CreateItem' });

/** The body that makes several items. */
export const createItemsBody = z
  .strictObject({ items: z.array(createItemBody).min(1).max(mostItemsAtOnce) })
  .meta({ id: 'CreateItems' });

/** The body that changes an item. What is left out stays; unknown keys are refused. */
export const updateItemBody = z
  .strictObject({
    name: name.optional(),
    price: price.optional(),
    stock: stock.optional(),
    tags: tags.optional(),
    status: status.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change at least one value')
  .meta({ id: 'UpdateItem' });

/** An item, as it is answered. */
export const itemAnswer = z
  .object({
    id: z.uuid(),
    sku: z.string(),
    name: z.string(),
    price: z.object({ minorUnits: z.int(), currency: z.string() }),
    stock: z.int(),
    tags: z.array(z.string()),
    status,
    version: z.int().meta({ description: 'Counts the changes. The `ETag` header holds it in quotes.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Item' });

/** What became of each item of a batch, in the order in which they were given. */
export const itemBatchAnswer = z
  .object({
    results: z.array(
      z.object({
        status: z.int().meta({ description: 'The status that the item would have been answered with alone.' }),
        item: itemAnswer.optional().meta({ description: 'The item, when it was made.' }),
        problem: problemSchema.optional().meta({ description: 'Why it was not made.' }),
      }),
    ),
  })
  .meta({ id: 'ItemBatch' });

/** A page of items, as it is answered. */
export const itemPageAnswer = z
  .object({
    items: z.array(itemAnswer),
    total: z.int().meta({ description: 'How many items fit, on all pages.' }),
    limit: z.int(),
    offset: z.int(),
  })
  .meta({ id: 'ItemPage' });

/** What a list of items can be asked for. */
export const listItemsQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(usualPageSize)
    .meta({ description: 'How many items at the most.' }),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .meta({ description: 'How many to leave out before.' }),
  status: status.optional(),
  tag: z
    .string()
    .min(1)
    .max(itemLimits.tag)
    // PostgreSQL takes no such text, not even to look for it.
    .refine((tag) => !tag.includes('\u0000'), 'must not hold the character NUL')
    .optional()
    .meta({ description: 'Only items that have this tag.' }),
});

/** The item in the path. */
export const itemParams = workspaceParams.extend({
  id: z.uuid({ version: 'v7' }).meta({ description: 'The identifier of an item.' }),
});

/** The reservation in the path. */
export const reservationParams = itemParams.extend({
  reservationId: z.uuid({ version: 'v7' }).meta({ description: 'The identifier of a reservation.' }),
});

/** The body that reserves some of an item. */
export const reserveItemBody = z
  .strictObject({ quantity: z.int().min(1).max(itemLimits.stock).default(1) })
  .meta({ id: 'ReserveItem' });

/** A reservation, as it is answered. */
export const reservationAnswer = z
  .object({
    id: z.uuid(),
    quantity: z.int(),
    reservedBy: z.uuid().meta({ description: 'The user who reserved.' }),
    reservedAt: z.iso.datetime(),
  })
  .meta({ id: 'Reservation' });

/** The reservations of an item that hold. */
export const reservationsAnswer = z.object({ reservations: z.array(reservationAnswer) }).meta({ id: 'Reservations' });

/** Turns a reservation into its answer. */
export function toReservationAnswer(reservation: Reservation): z.input<typeof reservationAnswer> {
  return {
    id: reservation.id,
    quantity: reservation.quantity,
    reservedBy: reservation.reservedBy,
    reservedAt: reservation.reservedAt.toISOString(),
  };
}

/** Turns an item into its answer. */
export function toItemAnswer(item: Item): z.input<typeof itemAnswer> {
  return {
    id: item.id,
    sku: item.sku,
    name: item.name,
    price: item.price,
    stock: item.stock,
    tags: [...item.tags],
    status: item.status,
    version: item.version,
    createdAt: item.createdAt.toISOString(),
    updatedAt: item.updatedAt.toISOString(),
  };
}
