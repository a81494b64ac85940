import type { EventRecord } from '../../core/events/event-record.ts';

/** The trace of an event, for a line of the log that is written outside of its deliveries. */
export function traceFields({ traceparent }: EventRecord): { readonly trace_id?: string } {
  const traceId = traceparent?.split('-')[1];
  return traceId === undefined ? {} : { trace_id: traceId };
}
