import type { ReservationRepository } from '../../src/domain/items/reservation.repository.ts';
import type { Reservation } from '../../src/domain/items/reservation.ts';
import { undoable } from './undo.ts';

/** Reservations in memory, with the contract of the repository in PostgreSQL. */
export function createMemoryReservationRepository(): ReservationRepository {
  const stored = new Map<string, Reservation>();
  return {
    ...undoable(stored),
    async add(reservation) {
      stored.set(reservation.id, reservation);
    },
    listOf: async (itemId) =>
      [...stored.values()]
        .filter((each) => each.itemId === itemId && each.releasedAt === undefined)
        .sort((a, b) => a.reservedAt.getTime() - b.reservedAt.getTime() || (a.id < b.id ? -1 : 1)),
    async release(itemId, id, now) {
      const held = stored.get(id);
      if (!held || held.itemId !== itemId || held.releasedAt !== undefined) return undefined;
      const released = { ...held, releasedAt: now };
      stored.set(id, released);
      return released;
    },
  };
}
