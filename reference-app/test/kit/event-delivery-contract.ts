import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '../../src/core/events/define-event.ts';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import type { Deliver } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import type { DeadLetter } from '../../src/infrastructure/messaging/outbox.ts';
import { until } from './until.ts';

/** An event of the tests of delivery. */
export const kettleBoiled = defineEvent({
  name: 'kettle.boiled',
  version: 1,
  description: 'A kettle boiled.',
  schema: z.strictObject({ kettle: z.string() }),
});

/** Some kettle's boiling, as it is kept. */
export function someBoiling(kettle: string): EventRecord {
  return {
    ...kettleBoiled.event({ kettle }),
    id: createIdentifier<'event'>(),
    occurredAt: new Date('2026-05-04T03:02:01.007Z'),
    requestId: '0b9e1d6a-5c1f-4e0a-9d0e-222222222222',
  };
}

/** A way from the outbox to subscribers. A delivery is tried three times, with short pauses. */
export interface EventDelivery {
  /** Puts events where the commit of a command puts them. */
  put(...events: readonly EventRecord[]): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  revive(event: EventRecord): Promise<boolean>;
}

/** What every way from the outbox to subscribers must do. `create` gives one that holds nothing. */
export function describeEventDelivery(name: string, create: (deliver: Deliver) => Promise<EventDelivery>): void {
  describe(name, () => {
    test('brings every event, as it was put in, and keeps nothing of it', async () => {
      const told: EventRecord[] = [];
      const delivery = await create(async (event) => void told.push(event));
      const events = Array.from({ length: 30 }, (_, index) => someBoiling(`kettle ${index}`));
      await delivery.put(...events.slice(0, 20));
      delivery.start();
      await delivery.put(...events.slice(20));
      await until(() => told.length >= 30);
      await delivery.stop();
      const byId = (one: EventRecord, other: EventRecord) => one.id.localeCompare(other.id);
      expect(told.sort(byId)).toEqual(events.sort(byId));
      expect(await delivery.deadLetters()).toEqual([]);
    });

    test('tries again what fails, and others do not wait for it', async () => {
      const told: string[] = [];
      let failures = 0;
      const delivery = await create(async ({ payload }) => {
        const { kettle } = payload as { kettle: string };
        if (kettle === 'bad' && failures < 2) {
          failures += 1;
          throw new Error('it leaks');
        }
        told.push(kettle);
      });
      await delivery.put(someBoiling('bad'), someBoiling('good'));
      delivery.start();
      await until(() => told.length === 2);
      await delivery.stop();
      expect(failures).toBe(2);
      expect(told).toEqual(['good', 'bad']);
      expect(await delivery.deadLetters()).toEqual([]);
    });

    test('gives up after the last attempt, keeps the letter, and delivers it when it is revived', async () => {
      let attempts = 0;
      let leaks = true;
      const event = someBoiling('bad');
      const delivery = await create(async () => {
        attempts += 1;
        if (leaks) throw new Error('it leaks');
      });
      await delivery.put(event);
      delivery.start();
      await until(async () => (await delivery.deadLetters()).length > 0);
      expect(await delivery.deadLetters()).toMatchObject([{ event, attempts: 3, reason: 'it leaks' }]);
      expect(attempts).toBe(3);
      leaks = false;
      expect(await delivery.revive(event)).toBe(true);
      await until(() => attempts === 4);
      await delivery.stop();
      expect(await delivery.deadLetters()).toEqual([]);
    });

    test('ends when what is under way has ended, and goes on where it was', async () => {
      const told: string[] = [];
      const begun = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      const delivery = await create(async ({ payload }) => {
        const { kettle } = payload as { kettle: string };
        begun.resolve();
        if (kettle === 'first') await gate.promise;
        told.push(kettle);
      });
      await delivery.put(someBoiling('first'));
      delivery.start();
      await begun.promise;
      let stopped = false;
      const stop = delivery.stop().then(() => {
        stopped = true;
      });
      await turn();
      expect(stopped).toBe(false);
      gate.resolve();
      await stop;
      expect(told).toEqual(['first']);
      await delivery.put(someBoiling('second'));
      await turn();
      expect(told).toEqual(['first']);
      delivery.start();
      await until(() => told.includes('second'));
      await delivery.stop();
      expect(told).toEqual(['first', 'second']);
    });
  });
}
