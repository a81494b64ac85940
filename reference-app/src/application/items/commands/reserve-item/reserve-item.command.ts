import type { Command } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { Reservation } from '../../../../domain/items/reservation.ts';
import type { ItemInWorkspace } from '../../find-item.ts';
import type { ReserveItemError } from './reserve-item.errors.ts';

/** Asks that so many of an item are kept for whoever asks. */
export interface ReserveItem extends Command<'reserve-item', Result<Reservation, ReserveItemError>>, ItemInWorkspace {
  readonly quantity: number;
}
