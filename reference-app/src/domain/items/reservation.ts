import type { Entity } from '../../core/base/entity.ts';
import { createIdentifier, type Identifier } from '../../core/types/identifier.ts';
import type { UserId } from '../users/user.ts';
import type { WorkspaceId } from '../workspaces/workspace.ts';
import type { Item, ItemId } from './item.ts';

/** The identifier of a reservation. */
export type ReservationId = Identifier<'reservation'>;

/** So many of an item that are spoken for. They are not in its stock any more. */
export interface Reservation extends Entity<'reservation'> {
  readonly workspaceId: WorkspaceId;
  readonly itemId: ItemId;
  /** A whole number from 1 to 1,000,000. */
  readonly quantity: number;
  readonly reservedBy: UserId;
  readonly reservedAt: Date;
  /** When they were given back. Absent while the reservation holds. */
  readonly releasedAt?: Date | undefined;
}

/** Makes a reservation. The stock is taken from the item by `takeStock`. */
export function createReservation(item: Item, quantity: number, reservedBy: UserId, now: Date): Reservation {
  return {
    id: createIdentifier<'reservation'>(),
    workspaceId: item.workspaceId,
    itemId: item.id,
    quantity,
    reservedBy,
    reservedAt: now,
  };
}
