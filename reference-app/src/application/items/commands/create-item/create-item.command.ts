/** Asks for a new item. */
export interface CreateItem {
  readonly sku: string;
  readonly name: string;
  /** In the smallest unit of the currency. */
  readonly price: { readonly minorUnits: number; readonly currency: string };
  readonly stock: number;
  readonly tags: readonly string[];
}
