import { success } from '../../../../core/types/result.ts';
import type { ItemRepository } from '../../../../domain/items/item.repository.ts';
import type { ReservationRepository } from '../../../../domain/items/reservation.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { findItem } from '../../find-item.ts';
import type { ListReservations } from './list-reservations.query.ts';

/** Lists what is reserved of an item. */
export function createListReservationsHandler({
  items,
  reservations,
}: {
  items: ItemRepository;
  reservations: ReservationRepository;
}): MessageHandler<ListReservations> {
  return async (query) => {
    const item = await findItem(items.find, query);
    return item.ok ? success(await reservations.listOf(item.value.id)) : item;
  };
}
