import { failure, success } from '../../../../core/types/result.ts';
import { invalidItem } from '../../../../domain/items/item.errors.ts';
import { itemReserved } from '../../../../domain/items/item.events.ts';
import { takeStock } from '../../../../domain/items/item.ts';
import { createReservation } from '../../../../domain/items/reservation.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import { findItem } from '../../find-item.ts';
import type { ReserveItem } from './reserve-item.command.ts';

/** Reserves some of an item. The item is locked, so that whoever comes second sees what the first has left. */
export function createReserveItemHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<ReserveItem> {
  return async ({ workspaceId, id, quantity }, context) => {
    if (!Number.isInteger(quantity) || quantity < 1)
      return failure(invalidItem('/quantity', 'must be a whole number from 1'));
    return unitOfWork.run(async ({ items, reservations, events }) => {
      const found = await findItem(items.lock, { workspaceId, id });
      if (!found.ok) return found;
      const now = clock();
      const item = takeStock(found.value, quantity, now);
      if (!item.ok) return item;
      const reservation = createReservation(item.value, quantity, actorOf(context).userId, now);
      await items.replace(item.value);
      await reservations.add(reservation);
      await events.record(
        itemReserved.event({ workspaceId, itemId: id, reservationId: reservation.id, quantity }),
        context,
      );
      return success(reservation);
    });
  };
}
