import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Query } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Reservation } from '../../../../domain/items/reservation.ts';
import type { ItemInWorkspace } from '../../find-item.ts';

/** Asks for the reservations of an item that hold, the oldest first. */
export interface ListReservations
  extends Query<'list-reservations', Result<readonly Reservation[], Failure<'item-not-found'>>>,
    ItemInWorkspace {}
