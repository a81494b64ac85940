import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/application/shared/clock.ts';
import type { EventRecorder } from '../../src/application/shared/events/event-recorder.ts';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { kettleBoiled } from './event-delivery-contract.ts';
import { start } from './users.ts';

/** A recorder, and what it has recorded, in its order. */
export interface EventRecorderInUse {
  readonly recorder: EventRecorder;
  recorded(): Promise<readonly EventRecord[]>;
}

/** What every recorder of events must do. `create` gives one that has recorded nothing. */
export function describeEventRecorder(name: string, create: (clock: Clock) => Promise<EventRecorderInUse>): void {
  const requestId = '0b9e1d6a-5c1f-4e0a-9d0e-111111111111';
  const actor = { userId: createIdentifier<'user'>(), sessionId: createIdentifier<'session'>() };

  describe(name, () => {
    test('keeps an event as it is, with the time, the request and whoever caused it', async () => {
      const { recorder, recorded } = await create(() => start);
      const [first, second] = [kettleBoiled.event({ kettle: 'green “tea” \\ 1' }), kettleBoiled.event({ kettle: '' })];
      await recorder.record(first, { requestId, actor });
      await recorder.record(second, { requestId });
      const events = await recorded();
      expect(events).toEqual([
        { ...first, id: expect.any(String), occurredAt: start, requestId, actorId: actor.userId },
        { ...second, id: expect.any(String), occurredAt: start, requestId, actorId: undefined },
      ]);
    });

    test('gives each an identifier of its own, and keeps them in their order', async () => {
      const { recorder, recorded } = await create(() => start);
      const kettles = Array.from({ length: 20 }, (_, index) => `kettle ${index}`);
      for (const kettle of kettles) await recorder.record(kettleBoiled.event({ kettle }), { requestId });
      const events = await recorded();
      expect(events.map(({ payload }) => (payload as { kettle: string }).kettle)).toEqual(kettles);
      expect(new Set(events.map(({ id }) => id)).size).toBe(kettles.length);
    });
  });
}
