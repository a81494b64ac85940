import { z } from 'zod';
import { defineEvent } from '../../core/events/define-event.ts';

const workspaceId = z.uuid();
const itemId = z.uuid();
const reservationId = z.uuid();
const quantity = z.int().min(1);

/** An item was made. */
export const itemCreated = defineEvent({
  name: 'item.created',
  version: 1,
  description: 'An item was made.',
  schema: z.strictObject({ workspaceId, itemId, sku: z.string(), name: z.string() }),
});

/** Values of an item were changed. */
export const itemChanged = defineEvent({
  name: 'item.changed',
  version: 1,
  description: 'Values of an item were changed by somebody.',
  schema: z.strictObject({
    workspaceId,
    itemId,
    itemVersion: z.int(),
    /** The names of the values, sorted. */
    changed: z.array(z.string()),
  }),
});

/** Some of an item were reserved. */
export const itemReserved = defineEvent({
  name: 'item.reserved',
  version: 1,
  description: 'Some of an item were reserved.',
  schema: z.strictObject({ workspaceId, itemId, reservationId, quantity }),
});

/** A reservation was released. */
export const itemReleased = defineEvent({
  name: 'item.released',
  version: 1,
  description: 'A reservation was released, and the stock returned.',
  schema: z.strictObject({ workspaceId, itemId, reservationId, quantity }),
});
