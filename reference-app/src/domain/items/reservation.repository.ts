import type { ItemId } from './item.ts';
import type { Reservation, ReservationId } from './reservation.ts';

/** Where reservations are kept, also those that were released. */
export interface ReservationRepository {
  add(reservation: Reservation): Promise<void>;
  /** The reservations of an item that hold, the oldest first. */
  listOf(itemId: ItemId): Promise<readonly Reservation[]>;
  /** Releases a reservation of an item and gives it back. Of several at once only one gets it. */
  release(itemId: ItemId, id: ReservationId, now: Date): Promise<Reservation | undefined>;
}
