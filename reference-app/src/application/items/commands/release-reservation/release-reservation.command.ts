import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { ReservationId } from '../../../../domain/items/reservation.ts';
import type { ItemInWorkspace } from '../../find-item.ts';
import type { ReleaseReservationError } from './release-reservation.errors.ts';

/** Asks that what was reserved goes back to the stock. */
export interface ReleaseReservation
  extends Command<'release-reservation', Result<undefined, ReleaseReservationError>>,
    ItemInWorkspace {
  readonly reservationId: ReservationId;
}
