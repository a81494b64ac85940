import { z } from 'zod';
import type { EventRecord } from '../../core/events/event-record.ts';
import type { Identifier } from '../../core/types/identifier.ts';

const wireEvent = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.int().min(1),
  payload: z.unknown(),
  occurredAt: z.iso.datetime(),
  requestId: z.uuid(),
  actorId: z.uuid().optional(),
  // As in the extension "Distributed Tracing" of CloudEvents. An event is good without it.
  traceparent: z
    .string()
    .regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)
    .optional()
    .catch(undefined),
});

/** An event as it travels through a broker: JSON. */
export function encodeEvent(event: EventRecord): string {
  return JSON.stringify({ ...event, occurredAt: event.occurredAt.toISOString() });
}

/** The event of a text. `undefined` when the text is none. What is not known is left out. */
export function decodeEvent(text: string): EventRecord | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { success, data } = wireEvent.safeParse(json);
  return success ? { ...data, id: data.id as Identifier<'event'>, occurredAt: new Date(data.occurredAt) } : undefined;
}
