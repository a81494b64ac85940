/** What is known of whoever asks, whichever interface the question came through. */
export interface ExecutionContext {
  /** The id of the request, a UUID: the log and the answer carry it. */
  readonly requestId: string;
}
