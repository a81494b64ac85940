import type { Kysely, Selectable } from 'kysely';
import type { ItemId } from '../../domain/items/item.ts';
import type { ReservationRepository } from '../../domain/items/reservation.repository.ts';
import type { Reservation, ReservationId } from '../../domain/items/reservation.ts';
import type { UserId } from '../../domain/users/user.ts';
import type { WorkspaceId } from '../../domain/workspaces/workspace.ts';
import { askDatabase } from './connect.ts';
import type { Database, ReservationsTable } from './schema.ts';

const toReservation = (row: Selectable<ReservationsTable>): Reservation => ({
  id: row.id as ReservationId,
  workspaceId: row.workspace_id as WorkspaceId,
  itemId: row.item_id as ItemId,
  quantity: row.quantity,
  reservedBy: row.reserved_by as UserId,
  reservedAt: row.reserved_at,
  ...(row.released_at !== null && { releasedAt: row.released_at }),
});

/** Reservations in PostgreSQL. */
export function createPostgresReservationRepository(db: Kysely<Database>): ReservationRepository {
  return {
    add: (reservation) =>
      askDatabase(async () => {
        await db
          .insertInto('reservations')
          .values({
            id: reservation.id,
            workspace_id: reservation.workspaceId,
            item_id: reservation.itemId,
            quantity: reservation.quantity,
            reserved_by: reservation.reservedBy,
            reserved_at: reservation.reservedAt,
            released_at: reservation.releasedAt ?? null,
          })
          .execute();
      }),
    listOf: (itemId) =>
      askDatabase(async () => {
        const rows = await db
          .selectFrom('reservations')
          .selectAll()
          .where('item_id', '=', itemId)
          .where('released_at', 'is', null)
          .orderBy('reserved_at')
          .orderBy('id')
          .execute();
        return rows.map(toReservation);
      }),
    release: (itemId, id, now) =>
      askDatabase(async () => {
        const row = await db
          .updateTable('reservations')
          .set({ released_at: now })
          .where('id', '=', id)
          .where('item_id', '=', itemId)
          .where('released_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        return row && toReservation(row);
      }),
  };
}
