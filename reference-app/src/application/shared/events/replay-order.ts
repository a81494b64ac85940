/** What is to be told again, and to whom. */
export interface ReplayOrder {
  /** The name of the subscriber. */
  readonly subscriber: string;
  /** The name of the only events that are wanted. Absent when all are that the subscriber is told of. */
  readonly event?: string | undefined;
  /** The first position. */
  readonly from: number;
  /** The last position. Absent when it goes on to the end. */
  readonly to?: number | undefined;
  /** Only counts. */
  readonly dryRun: boolean;
  /** Tells the subscriber also of what it has had. */
  readonly again: boolean;
}

/** What became of a replay. */
export interface ReplayReport {
  /** How many events the subscriber was told of, or would have been. */
  readonly told: number;
  /** How many it was not told of, because it had had them. */
  readonly had: number;
  /** The position of the last event that was looked at. Absent when there was none. */
  readonly last?: number | undefined;
}
