/** Where permits are counted, for all instances. */
export interface PermitStore {
  /**
   * Takes so many permits of a window, all or none, when not more than `most` are taken in it afterwards. Answers how many
   * are taken then, and nothing when it is refused.
   */
  take(key: string, windowStart: Date, count: number, most: number): Promise<number | undefined>;
  /** Gives one of a window back. */
  giveBack(key: string, windowStart: Date): Promise<void>;
  /** Forgets the windows that began before. */
  forget(before: Date): Promise<void>;
}
