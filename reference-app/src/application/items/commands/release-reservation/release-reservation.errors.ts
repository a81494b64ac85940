import type { Failure } from '../../../../core/errors/define-error.ts';

/** What can go wrong when a reservation is released. The stock of the item may have no room for what comes back. */
export type ReleaseReservationError =
  | Failure<'item-not-found'>
  | Failure<'reservation-not-found'>
  | Failure<'validation-failed'>;
