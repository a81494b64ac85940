import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/domain/items/item.ts';
import type { ReservationRepository } from '../../src/domain/items/reservation.repository.ts';
import { createReservation } from '../../src/domain/items/reservation.ts';
import type { User } from '../../src/domain/users/user.ts';
import { someItem } from './items.ts';
import { later, someUser } from './users.ts';

/** What every repository of reservations must do. `create` gives one that holds nothing, where items and a user are stored. */
export function describeReservationRepository(
  name: string,
  create: (user: User, ...items: readonly Item[]) => Promise<ReservationRepository>,
): void {
  describe(name, () => {
    test('lists what holds of one item, the oldest first', async () => {
      const [user, item, other] = [someUser(), someItem(), someItem()];
      const reservations = await create(user, item, other);
      const made = [3, 1, 2].map((second) => createReservation(item, second, user.id, later(second)));
      for (const each of [...made, createReservation(other, 1, user.id, later(0))]) await reservations.add(each);
      expect(await reservations.listOf(item.id)).toEqual([made[1], made[2], made[0]]);
    });

    test('releases a reservation of its item, once', async () => {
      const [user, item, other] = [someUser(), someItem(), someItem()];
      const reservations = await create(user, item, other);
      const reservation = createReservation(item, 2, user.id, later(0));
      await reservations.add(reservation);
      expect(await reservations.release(other.id, reservation.id, later(1))).toBeUndefined();
      expect(await reservations.release(item.id, reservation.id, later(1))).toEqual({
        ...reservation,
        releasedAt: later(1),
      });
      expect(await reservations.release(item.id, reservation.id, later(2))).toBeUndefined();
      expect(await reservations.listOf(item.id)).toEqual([]);
    });
  });
}
