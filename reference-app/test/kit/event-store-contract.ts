import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../src/core/events/event-record.ts';
import type { EventStore } from '../../src/infrastructure/event-store/event-store.ts';
import type { Inbox } from '../../src/infrastructure/messaging/inbox-delivery.ts';
import { someBoiling } from './event-delivery-contract.ts';

/** An event store, and the inbox that notes what subscribers have had. */
export interface EventStoreInUse {
  readonly store: EventStore;
  readonly inbox: Inbox;
}

/** What every event store must do. `create` gives one that keeps these events, in their order. */
export function describeEventStore(
  name: string,
  create: (...events: readonly EventRecord[]) => Promise<EventStoreInUse>,
): void {
  const some = (count: number) => Array.from({ length: count }, (_, index) => someBoiling(`kettle ${index}`));
  const all = { subscriber: 'one', names: ['kettle.boiled'], from: 1 };

  describe(name, () => {
    test('gives events as they were kept, in their order, each with a place of its own', async () => {
      const events = some(20);
      const { store } = await create(...events);
      const read = await store.read(all, 100);
      expect(read.map(({ event }) => event)).toEqual(events);
      const positions = read.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
      expect(positions[0]).toBeGreaterThan(0);
    });

    test('gives no more than it is asked for, from a place and to one, both included', async () => {
      const { store } = await create(...some(6));
      const whole = await store.read(all, 100);
      const [second, fourth] = [whole[1]!.position, whole[3]!.position];
      expect(await store.read(all, 2)).toEqual(whole.slice(0, 2));
      expect(await store.read({ ...all, from: second }, 2)).toEqual(whole.slice(1, 3));
      expect(await store.read({ ...all, from: second, to: fourth }, 100)).toEqual(whole.slice(1, 4));
      expect(await store.read({ ...all, from: whole.at(-1)!.position + 1 }, 100)).toEqual([]);
    });

    test('gives only events of the names that are wanted', async () => {
      const [boiled, leaked] = [someBoiling('green'), { ...someBoiling('black'), name: 'kettle.leaked' }];
      const { store } = await create(boiled, leaked);
      const read = async (...names: readonly string[]) =>
        (await store.read({ ...all, names }, 100)).map(({ event }) => event);
      expect(await read('kettle.leaked')).toEqual([leaked]);
      expect(await read('kettle.leaked', 'kettle.boiled')).toEqual([boiled, leaked]);
      expect(await read('kettle')).toEqual([]);
      expect(await read()).toEqual([]);
    });

    test('says what a subscriber has had, and nothing of what others have', async () => {
      const events = some(3);
      const { store, inbox } = await create(...events);
      await inbox.once(events[1]!, 'one', async () => {});
      await inbox.once(events[2]!, 'other', async () => {});
      const had = async (subscriber: string) =>
        (await store.read({ ...all, subscriber }, 100)).map(({ handled }) => handled);
      expect(await had('one')).toEqual([false, true, false]);
      expect(await had('other')).toEqual([false, false, true]);
      expect(await had('nobody')).toEqual([false, false, false]);
    });

    test('gives the last that were kept, the newest first', async () => {
      const events = some(5);
      const { store } = await create(...events);
      expect(await store.latest(3)).toEqual(events.slice(2).toReversed());
      expect(await store.latest(100)).toEqual(events.toReversed());
      expect(await (await create()).store.latest(3)).toEqual([]);
    });
  });
}
