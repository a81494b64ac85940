import { describe, expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import type { Outbox } from '../../src/infrastructure/messaging/outbox.ts';
import { someBoiling } from './event-delivery-contract.ts';

/** An outbox, and how the commit of a command puts something into it. */
export interface OutboxInUse {
  readonly outbox: Outbox;
  /** Puts events into it that are due at once, in their order. */
  put(...events: readonly ReturnType<typeof someBoiling>[]): Promise<void>;
}

/** What every outbox must do. `create` gives an empty one. */
export function describeOutbox(name: string, create: () => Promise<OutboxInUse>): void {
  /** A moment at which everything that was put in is due. */
  const soon = () => new Date(Date.now() + 1000);
  const after = (from: Date, ms: number) => new Date(from.getTime() + ms);
  const some = (count: number) => Array.from({ length: count }, (_, index) => someBoiling(`kettle ${index}`));
  const filled = async (count: number) => {
    const { outbox, put } = await create();
    const events = some(count);
    await put(...events);
    return { outbox, events };
  };

  describe(name, () => {
    test('gives each event to one of many that claim at once, and all of them in the end', async () => {
      const { outbox, events } = await filled(60);
      const now = soon();
      const lots = await Promise.all(Array.from({ length: 12 }, () => outbox.claim(7, 60_000, now)));
      const rest = await outbox.claim(100, 60_000, now);
      const ids = [...lots.flat(), ...rest].map(({ event }) => event.id);
      expect(ids.sort()).toEqual(events.map(({ id }) => id).sort());
    });

    test('gives the oldest first, in the order in which they were kept', async () => {
      // Some of so many are kept within one millisecond.
      const { outbox, events } = await filled(50);
      const claimed = await outbox.claim(30, 1000, soon());
      expect(claimed.map(({ event }) => event)).toEqual(events.slice(0, 30));
      expect(new Set(claimed.map(({ attempt }) => attempt))).toEqual(new Set([1]));
    });

    test('gives an event again when its lease is over, and then whoever had it before can settle nothing', async () => {
      const { outbox } = await filled(1);
      const now = soon();
      const [first] = await outbox.claim(1, 1000, now);
      expect(await outbox.claim(1, 1000, after(now, 999))).toEqual([]);
      const [second] = await outbox.claim(1, 1000, after(now, 1000));
      expect(second).toMatchObject({ event: first!.event, attempt: 2 });
      await outbox.settle(first!);
      await outbox.postpone(first!, now, 'too late');
      await outbox.bury(first!, 'too late', now);
      expect(await outbox.deadLetters()).toEqual([]);
      expect(await outbox.claim(1, 1000, after(now, 1999))).toEqual([]);
      const [third] = await outbox.claim(1, 1000, after(now, 2000));
      expect(third).toMatchObject({ event: first!.event, attempt: 3 });
      await outbox.settle(second!);
      await outbox.settle(third!);
      expect(await outbox.claim(1, 1000, after(now, 100_000))).toEqual([]);
    });

    test('waits as long as it is told after a failure', async () => {
      const { outbox } = await filled(1);
      const now = soon();
      const [claimed] = await outbox.claim(1, 1000, now);
      await outbox.postpone(claimed!, after(now, 5000), 'nobody is there');
      expect(await outbox.claim(1, 1000, after(now, 4999))).toEqual([]);
      expect(await outbox.claim(1, 1000, after(now, 5000))).toMatchObject([{ attempt: 2 }]);
    });

    test('keeps what was given up with its reason, and gives it another chance, once', async () => {
      const { outbox, events } = await filled(2);
      const now = soon();
      const [first, second] = await outbox.claim(2, 1000, now);
      await outbox.bury(first!, 'nobody is there', now);
      await outbox.settle(second!);
      expect(await outbox.deadLetters()).toEqual([
        { event: events[0], attempts: 1, reason: 'nobody is there', diedAt: now },
      ]);
      const { id } = first!.event;
      const revived = await Promise.all([outbox.revive(id, now), outbox.revive(id, now)]);
      expect(revived.sort()).toEqual([false, true]);
      expect(await outbox.deadLetters()).toEqual([]);
      expect(await outbox.claim(1, 1000, now)).toMatchObject([{ event: { id }, attempt: 1 }]);
      expect(await outbox.revive(createIdentifier<'event'>(), now)).toBe(false);
    });

    test('keeps what a broker has given up, once for each event, and counts what waits and what was given up', async () => {
      const { outbox, events } = await filled(3);
      const now = soon();
      const [first] = await outbox.claim(1, 1000, now);
      await outbox.settle(first!);
      await outbox.giveUp(events[0]!, 4, 'nobody is there', now);
      await outbox.giveUp(events[0]!, 5, 'nobody is there yet', after(now, 1));
      expect(await outbox.deadLetters()).toEqual([
        { event: events[0], attempts: 5, reason: 'nobody is there yet', diedAt: after(now, 1) },
      ]);
      expect(await outbox.count()).toEqual({ waiting: 2, dead: 1 });
    });
  });
}
