import { failure, success } from '../../../../core/types/result.ts';
import { reservationNotFound } from '../../../../domain/items/item.errors.ts';
import { itemReleased } from '../../../../domain/items/item.events.ts';
import { returnStock } from '../../../../domain/items/item.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import { findItem } from '../../find-item.ts';
import type { ReleaseReservation } from './release-reservation.command.ts';

/** Releases a reservation, and returns what it held to the stock. It can be released once. */
export function createReleaseReservationHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<ReleaseReservation> {
  return ({ workspaceId, id, reservationId }, context) =>
    unitOfWork.run(async ({ items, reservations, events }) => {
      const found = await findItem(items.lock, { workspaceId, id });
      if (!found.ok) return found;
      const now = clock();
      const released = await reservations.release(id, reservationId, now);
      if (!released)
        return failure(reservationNotFound.failure(`The item has no reservation ${reservationId} that holds.`));
      const { quantity } = released;
      const item = returnStock(found.value, quantity, now);
      if (!item.ok) return item;
      await items.replace(item.value);
      await events.record(itemReleased.event({ workspaceId, itemId: id, reservationId, quantity }), context);
      return success(undefined);
    });
}
