import type { ItemChange, ItemId } from '../../../../domain/items/item.ts';

/** Asks for a change of one version of an item. */
export interface UpdateItem {
  readonly id: ItemId;
  /** The version that the change was made from. It is refused when another one is stored. */
  readonly expectedVersion: number;
  readonly change: ItemChange;
}
